package ai.nmt.run.analyses;

import ai.nmt.chart.LineChart;
import ai.nmt.io.InputException;
import ai.nmt.run.DataConfig;
import ai.nmt.run.analyses.TrainingLog.Point;
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
 * @param wordFrequencies the loss of a model that knows the words' frequencies alone, in bits; null
 *     where the data is not known
 */
public record TrainingCurves(List<TrainingLog> runs, Double wordFrequencies) {
  /** Bits below the words' frequencies that a run has to come to be called trained. */
  public static final double MARGIN = 0.2;

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
    return new TrainingCurves(runs, null);
  }

  /**
   * Compares with what a model can know without looking at the source.
   *
   * @param data the training data of the runs
   * @param labelSmoothing of their criterion ({@code --label-smoothing}), 0 to 1
   * @return the curves, with {@link #wordFrequencies}
   * @throws InputException if the data cannot be read
   */
  public TrainingCurves comparedWith(DataConfig data, double labelSmoothing) {
    return new TrainingCurves(runs, WordFrequencies.of(data).loss(labelSmoothing));
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
   * What became of a run. It diverged if a number was not finite or it ended above the loss it
   * began with. It stalled if the mean loss of its last quarter is not {@value #MARGIN} bits below
   * what the words' frequencies alone give.
   *
   * @param run one of the runs
   * @return {@code trained}, {@code stalled} or {@code diverged}; {@code finite} for what did not
   *     diverge where the data is not known
   */
  public String verdict(TrainingLog run) {
    if (run.brokeOff() || run.last().loss() > run.first().loss()) {
      return "diverged";
    }
    if (wordFrequencies == null) {
      return "finite";
    }
    return run.quarter(3) < wordFrequencies - MARGIN ? "trained" : "stalled";
  }

  /**
   * The table, in Markdown.
   *
   * @return the lines
   */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add("| layers | scheme | updates | first loss | 3rd quarter | 4th quarter | verdict |");
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
              run.quarter(2),
              run.quarter(3),
              verdict(run)));
    }
    if (wordFrequencies != null) {
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "The words' frequencies alone give %.3f bits per target word.",
              wordFrequencies));
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
          LineChart.Line.of(
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
                LineChart.over(
                    "Training loss: " + group, "updates", "bits per target word", false, lines)));
    return files.written();
  }

  /** The same colour for the same name in all charts. */
  private int color(String name) {
    return runs.stream().map(TrainingLog::name).distinct().sorted().toList().indexOf(name);
  }
}
