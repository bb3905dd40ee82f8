package ai.nmt.run.analyses;

import ai.nmt.analysis.GradientNorms;
import ai.nmt.chart.LineChart;
import ai.nmt.run.analyses.Analysis.Case;
import ai.nmt.run.analyses.Analysis.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Gradient norms at the sub-layers' outputs, per scheme and depth.
 *
 * @param profiles one per scheme and depth, the mean over seeds
 */
public record GradientNormsReport(List<Profile> profiles) {
  private static final String NAME = "gradient-norms";

  /**
   * The norms of a model.
   *
   * @param scheme the scheme's name
   * @param title its name in charts
   * @param subLayers residual sub-layers of the encoder
   * @param encoder a norm per sub-layer
   * @param decoder a norm per sub-layer
   */
  @SuppressWarnings("ArrayRecordComponent") // Written and drawn, never compared.
  public record Profile(
      String scheme, String title, int subLayers, double[] encoder, double[] decoder) {}

  /** Averages over seeds. */
  static GradientNormsReport of(List<Finding<GradientNorms>> findings) {
    Map<List<Object>, List<Finding<GradientNorms>>> grouped = new LinkedHashMap<>();
    for (Finding<GradientNorms> finding : findings) {
      grouped
          .computeIfAbsent(
              List.of(finding.subject().name(), finding.subject().subLayers()),
              key -> new ArrayList<>())
          .add(finding);
    }
    List<Profile> profiles = new ArrayList<>();
    for (List<Finding<GradientNorms>> repetitions : grouped.values()) {
      Case found = repetitions.get(0).subject();
      profiles.add(
          new Profile(
              found.name(),
              found.title(),
              found.subLayers(),
              mean(repetitions, GradientNorms::encoder),
              mean(repetitions, GradientNorms::decoder)));
    }
    return new GradientNormsReport(profiles);
  }

  private static double[] mean(
      List<Finding<GradientNorms>> repetitions, Function<GradientNorms, List<Double>> stack) {
    double[] mean = new double[stack.apply(repetitions.get(0).value()).size()];
    for (Finding<GradientNorms> repetition : repetitions) {
      List<Double> norms = stack.apply(repetition.value());
      Arrays.setAll(mean, i -> mean[i] + norms.get(i) / repetitions.size());
    }
    return mean;
  }

  /**
   * What is printed: a line per model with the norms at the ends of its stacks.
   *
   * @return the lines
   */
  public List<String> lines() {
    return profiles.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%s, %d sub-layers: encoder %.3g (first) to %.3g (last), decoder %.3g to %.3g",
                    one.title(),
                    one.subLayers(),
                    one.encoder()[0],
                    one.encoder()[one.encoder().length - 1],
                    one.decoder()[0],
                    one.decoder()[one.decoder().length - 1]))
        .toList();
  }

  /**
   * Writes {@code gradient-norms.csv} and {@code .json}, and a chart per depth as PNG and SVG.
   *
   * @param folder where; made if it does not exist
   * @return the files
   */
  public List<Path> write(Path folder) {
    ResultFiles files = new ResultFiles(folder);
    List<String> csv = new ArrayList<>();
    csv.add("scheme,sub_layers,stack,sub_layer,norm");
    Map<Integer, List<LineChart.Line>> charts = new TreeMap<>();
    for (Profile one : profiles) {
      List<LineChart.Line> lines =
          charts.computeIfAbsent(one.subLayers(), depth -> new ArrayList<>());
      int color = lines.size() / 2;
      add(csv, one, "encoder", one.encoder());
      add(csv, one, "decoder", one.decoder());
      lines.add(line(one.title() + ", encoder", color, LineChart.Style.SOLID, one.encoder()));
      lines.add(line(one.title() + ", decoder", color, LineChart.Style.DASHED, one.decoder()));
    }
    charts.forEach(
        (depth, lines) ->
            files.chart(
                NAME + "-" + depth,
                LineChart.over(title(lines), "sub-layer", "norm of the gradient", true, lines)));
    return files.csv(NAME, csv).json(NAME, this).written();
  }

  /** Two sub-layers make a layer of an encoder, three one of a decoder. */
  private static String title(List<LineChart.Line> lines) {
    return "Gradient norms at the sub-layers' outputs, %d encoder and %d decoder layers"
        .formatted(lines.get(0).points().size() / 2, lines.get(1).points().size() / 3);
  }

  private static void add(List<String> csv, Profile profile, String stack, double[] norms) {
    for (int i = 0; i < norms.length; i++) {
      csv.add(
          "%s,%d,%s,%d,%s"
              .formatted(profile.scheme(), profile.subLayers(), stack, i + 1, norms[i]));
    }
  }

  private static LineChart.Line line(
      String name, int color, LineChart.Style style, double[] norms) {
    double[] x = new double[norms.length];
    Arrays.setAll(x, i -> i + 1);
    return LineChart.Line.of(name, color, style, x, norms);
  }
}
