package ai.nmt.run;

import ai.nmt.chart.LineChart;
import ai.nmt.io.InputException;
import ai.nmt.run.TrainingLog.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The training losses of several runs, compared.
 *
 * @param runs in the order of their groups' and their own names
 */
public record TrainingCurves(List<TrainingLog> runs) {
  private static final double LEAST_FALL = 0.05;
  private static final double BEHIND = 0.25;
  private static final String ENDING = ".log";

  /** Checks that there is something to compare. */
  public TrainingCurves {
    runs = List.copyOf(runs);
  }

  /**
   * Reads logs.
   *
   * @param folder a folder per group of runs, in it {@code NAME.log} per run
   * @return the curves
   * @throws InputException if there is no log, or one cannot be understood
   */
  public static TrainingCurves read(Path folder) {
    List<TrainingLog> runs = new ArrayList<>();
    for (Path group : list(folder, Files::isDirectory)) {
      for (Path log : list(group, file -> file.getFileName().toString().endsWith(ENDING))) {
        String name = log.getFileName().toString();
        runs.add(
            TrainingLog.read(
                group.getFileName().toString(),
                name.substring(0, name.length() - ENDING.length()),
                log));
      }
    }
    if (runs.isEmpty()) {
      throw new InputException(
          folder + " has no folder with a .log in it: expected LOGS/GROUP/NAME.log");
    }
    return new TrainingCurves(runs);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(wanted)
          .sorted(
              Comparator.comparingInt((Path file) -> leadingNumber(file.getFileName().toString()))
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw InputException.cannotRead(folder, e);
    }
  }

  /** So that 6-6 comes before 36-36. */
  private static int leadingNumber(String name) {
    String digits = name.replaceFirst("^(\\d{0,9}).*$", "$1");
    return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /**
   * What became of a run. It stalled if the mean loss of its last quarter is not {@value
   * #LEAST_FALL} below that of the quarter before and is {@value #BEHIND} above the best run's.
   *
   * @param run one of the runs
   * @return {@code trained}, {@code stalled} or {@code diverged}
   */
  public String verdict(TrainingLog run) {
    if (run.brokeOff() || run.last().loss() > run.first().loss()) {
      return "diverged";
    }
    double best = runs.stream().mapToDouble(one -> one.quarter(3)).min().orElseThrow();
    boolean falls = run.quarter(3) < run.quarter(2) - LEAST_FALL;
    return !falls && run.quarter(3) > best + BEHIND ? "stalled" : "trained";
  }

  /**
   * The table, in Markdown.
   *
   * @return the lines
   */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| layers | scheme | updates | first loss | last loss | lowest loss | verdict |");
    lines.add("|---|---|---|---|---|---|---|");
    for (TrainingLog run : runs) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %.3f | %.3f | %.3f | %s |",
              run.group(),
              run.name(),
              run.last().update(),
              run.first().loss(),
              run.last().loss(),
              run.lowest(),
              verdict(run)));
    }
    return lines;
  }

  /**
   * Writes {@code training-curves.csv}, {@code .json}, {@code table.md} and a chart per group as
   * PNG and SVG.
   *
   * @param folder where; made if it does not exist
   * @return the files
   */
  public List<Path> write(Path folder) {
    List<String> csv = new ArrayList<>();
    csv.add("layers,scheme,update,loss,gradient_norm");
    Map<String, List<LineChart.Line>> charts = new LinkedHashMap<>();
    for (TrainingLog run : runs) {
      for (Point point : run.points()) {
        csv.add(
            "%s,%s,%d,%s,%s"
                .formatted(
                    run.group(), run.name(), point.update(), point.loss(), point.gradientNorm()));
      }
      List<LineChart.Line> lines = charts.computeIfAbsent(run.group(), group -> new ArrayList<>());
      lines.add(
          new LineChart.Line(
              run.name(),
              color(run.name()),
              LineChart.Style.SOLID,
              run.points().stream().mapToDouble(Point::update).toArray(),
              run.points().stream().mapToDouble(Point::loss).toArray()));
    }
    ResultFiles files =
        new ResultFiles(folder)
            .csv("training-curves", csv)
            .json("training-curves", this)
            .text("table.md", String.join("\n", table()) + "\n");
    charts.forEach(
        (group, lines) ->
            files.chart(
                "training-curves-" + group,
                new LineChart(
                    "Training loss, " + group + " layers", "updates", "loss", false, lines)));
    return files.written();
  }

  /** The same colour for the same name in all charts. */
  private int color(String name) {
    return runs.stream().map(TrainingLog::name).distinct().sorted().toList().indexOf(name);
  }
}
