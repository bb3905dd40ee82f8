package ai.nmt.run.analyses;

import ai.nmt.analysis.GrowthFit;
import ai.nmt.analysis.Perturbation;
import ai.nmt.chart.LineChart;
import ai.nmt.run.analyses.Analysis.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Output change over depth, per scheme.
 *
 * @param perturbation how the weights were changed
 * @param measurements every single measurement
 * @param series the means over seeds and how they grow
 */
public record OutputChangeReport(
    Perturbation perturbation, List<Measurement> measurements, List<Series> series) {
  private static final String NAME = "output-change";

  /**
   * One measurement.
   *
   * @param scheme the scheme's name
   * @param subLayers n
   * @param seed of the repetition
   * @param change |x - x*|² of the whole sample
   */
  public record Measurement(String scheme, int subLayers, long seed, double change) {}

  /**
   * A line of the chart.
   *
   * @param title the scheme's name in charts
   * @param means n → mean of |x - x*|² over seeds
   * @param fit how it grows; null with too few depths
   */
  public record Series(String title, TreeMap<Integer, Double> means, GrowthFit fit) {}

  /** Averages over seeds. */
  static OutputChangeReport of(Perturbation perturbation, List<Finding<Double>> findings) {
    Map<String, TreeMap<Integer, List<Double>>> grouped = new LinkedHashMap<>();
    List<Measurement> measurements = new ArrayList<>();
    for (Finding<Double> finding : findings) {
      Analysis.Case found = finding.subject();
      measurements.add(
          new Measurement(found.name(), found.subLayers(), found.seed(), finding.value()));
      grouped
          .computeIfAbsent(found.title(), title -> new TreeMap<>())
          .computeIfAbsent(found.subLayers(), depth -> new ArrayList<>())
          .add(finding.value());
    }
    List<Series> series = new ArrayList<>();
    grouped.forEach((title, byDepth) -> series.add(series(title, byDepth)));
    return new OutputChangeReport(perturbation, List.copyOf(measurements), series);
  }

  private static Series series(String title, TreeMap<Integer, List<Double>> byDepth) {
    TreeMap<Integer, Double> means = new TreeMap<>();
    byDepth.forEach(
        (depth, values) ->
            means.put(
                depth, values.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    boolean enough = means.size() >= GrowthFit.FEWEST_POINTS;
    return new Series(title, means, enough ? GrowthFit.of(depths(means), changes(means)) : null);
  }

  private static double[] depths(TreeMap<Integer, Double> means) {
    return means.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
  }

  private static double[] changes(TreeMap<Integer, Double> means) {
    return means.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * What is printed: a line per scheme with its means and fits.
   *
   * @return the lines
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Series one : series) {
      StringBuilder line = new StringBuilder(one.title()).append(":");
      one.means()
          .forEach(
              (depth, mean) -> line.append(String.format(Locale.ROOT, " %d: %.4g", depth, mean)));
      lines.add(line.toString());
      if (one.fit() != null) {
        lines.add("  growth: " + one.fit());
      }
    }
    return lines;
  }

  /**
   * Writes {@code output-change.csv}, {@code .json}, {@code .png} and {@code .svg}.
   *
   * @param folder where; made if it does not exist
   * @return the files
   */
  public List<Path> write(Path folder) {
    List<String> csv = new ArrayList<>();
    csv.add("scheme,sub_layers,seed,change");
    for (Measurement one : measurements) {
      csv.add(one.scheme() + "," + one.subLayers() + "," + one.seed() + "," + one.change());
    }
    List<LineChart.Line> lines = new ArrayList<>();
    for (Series one : series) {
      lines.add(
          LineChart.Line.of(
              one.title(),
              lines.size(),
              LineChart.Style.POINTS,
              depths(one.means()),
              changes(one.means())));
    }
    return new ResultFiles(folder)
        .csv(NAME, csv)
        .json(NAME, this)
        .chart(
            NAME,
            LineChart.over(
                "Output change of the encoder after " + perturbation.title(),
                "number of residual sub-layers",
                "|x - x*|²",
                false,
                lines))
        .written();
  }
}
