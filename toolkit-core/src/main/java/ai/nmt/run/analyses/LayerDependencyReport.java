package ai.nmt.run.analyses;

import ai.nmt.chart.HeatMap;
import ai.nmt.run.analyses.Analysis.Case;
import ai.nmt.run.analyses.Analysis.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * On what each sub-layer depends, per scheme and depth.
 *
 * @param maps one per scheme and depth, the mean over seeds
 */
public record LayerDependencyReport(List<Dependency> maps) {
  private static final String NAME = "layer-dependency";

  /**
   * One heat map.
   *
   * @param scheme the scheme's name
   * @param title its name in charts
   * @param subLayers n
   * @param rows row i, from 1: shares of the embeddings and of f_1 to f_i
   */
  public record Dependency(String scheme, String title, int subLayers, List<double[]> rows) {
    /**
     * The mean share of a sub-layer's own branch.
     *
     * @return in [0, 1]
     */
    public double ownShare() {
      return rows.stream().mapToDouble(row -> row[row.length - 1]).average().orElseThrow();
    }
  }

  /** Averages over seeds. */
  static LayerDependencyReport of(List<Finding<List<double[]>>> findings) {
    Map<List<Object>, List<Finding<List<double[]>>>> grouped = new LinkedHashMap<>();
    for (Finding<List<double[]>> finding : findings) {
      grouped
          .computeIfAbsent(
              List.of(finding.subject().name(), finding.subject().subLayers()),
              key -> new ArrayList<>())
          .add(finding);
    }
    return new LayerDependencyReport(
        grouped.values().stream().map(LayerDependencyReport::mean).toList());
  }

  private static Dependency mean(List<Finding<List<double[]>>> repetitions) {
    Case found = repetitions.get(0).subject();
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < found.subLayers(); i++) {
      double[] mean = new double[i + 2];
      for (Finding<List<double[]>> repetition : repetitions) {
        double[] row = repetition.value().get(i);
        Arrays.setAll(mean, j -> mean[j] + row[j] / repetitions.size());
      }
      rows.add(mean);
    }
    return new Dependency(found.name(), found.title(), found.subLayers(), rows);
  }

  /**
   * What is printed: a line per heat map with the mean share of a sub-layer's own branch.
   *
   * @return the lines
   */
  public List<String> lines() {
    return maps.stream()
        .map(
            map ->
                String.format(
                    Locale.ROOT,
                    "%s, %d sub-layers: own branch %.3f on average, the last one's %.3f",
                    map.title(),
                    map.subLayers(),
                    map.ownShare(),
                    map.rows().get(map.subLayers() - 1)[map.subLayers()]))
        .toList();
  }

  /**
   * Writes {@code layer-dependency.csv} and {@code .json}, and a heat map per scheme and depth as
   * PNG and SVG.
   *
   * @param folder where; made if it does not exist
   * @return the files
   */
  public List<Path> write(Path folder) {
    List<String> csv = new ArrayList<>();
    csv.add("scheme,sub_layers,sub_layer,component,share");
    ResultFiles files = new ResultFiles(folder);
    for (Dependency map : maps) {
      for (int i = 0; i < map.rows().size(); i++) {
        double[] row = map.rows().get(i);
        for (int j = 0; j < row.length; j++) {
          csv.add("%s,%d,%d,%d,%s".formatted(map.scheme(), map.subLayers(), i + 1, j, row[j]));
        }
      }
      files.chart(
          NAME + "-" + map.scheme() + "-" + map.subLayers(),
          new HeatMap(
              "On what the encoder's sub-layers depend: " + map.title(),
              "component (branch of sub-layer j)",
              "sub-layer i",
              map.rows()));
    }
    return files.csv(NAME, csv).json(NAME, this).written();
  }
}
