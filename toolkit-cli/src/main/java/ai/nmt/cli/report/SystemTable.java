package ai.nmt.cli.report;

import ai.nmt.jbleu.PairedTest;
import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Prints the scores of several systems side by side, in the forms of sacreBLEU.
 *
 * @param format how; that only scores be printed means nothing here
 * @param test how systems were tested against the first; empty where they were not
 */
public record SystemTable(ScoreFormat format, Optional<PairedTest> test) {
  private static final Gson GSON = ScoreFormat.gson(4);

  /** Below it, a difference is not held for chance. */
  private static final double SIGNIFICANT = 0.05;

  /**
   * Formats the table.
   *
   * @param systems the scores of each system by its name, in order; the same metrics for all
   * @return the report, without a line break at its end
   */
  public String format(Map<String, List<MetricResult>> systems) {
    if (format.form() == ScoreFormat.Form.JSON) {
      return json(systems);
    }
    List<String> header = new ArrayList<>(List.of("System"));
    List<MetricResult> first = systems.values().iterator().next();
    first.forEach(result -> header.add(title(result)));
    TextTable table = new TextTable(header);
    systems.forEach((name, results) -> table.add(cells(name, results)));
    String baseline = systems.keySet().iterator().next();
    String drawn = format.form() == ScoreFormat.Form.LATEX ? table.toLatex() : table.toGrid();
    String explanation =
        test.map(t -> TestExplanation.of(t, baseline, first.get(0).interval().isPresent()))
            .orElse("");
    return drawn + "\n\n" + explanation + signatures(first);
  }

  private String title(MetricResult result) {
    return result.name() + (result.interval().isPresent() ? " (μ ± 95% CI)" : "");
  }

  /** A cell has a second line for the p-value. */
  private List<String> cells(String name, List<MetricResult> results) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (MetricResult result : results) {
      String score = result.score().formatScore(format.width());
      String interval =
          result.interval().map(i -> " (" + i.format(format.width()) + ")").orElse("");
      String pValue =
          result.pValue().isPresent() ? "\n" + pValue(result.pValue().getAsDouble()) : "";
      cells.add(score + interval + pValue);
    }
    return cells;
  }

  private static String pValue(double value) {
    return "(p = "
        + String.format(Locale.ROOT, "%.4f", value)
        + ")"
        + (value < SIGNIFICANT ? "*" : "");
  }

  private String signatures(List<MetricResult> results) {
    StringBuilder text = new StringBuilder("-----------------\nMetric signatures\n");
    text.append("-----------------");
    for (MetricResult result : results) {
      text.append("\n - %-10s ".formatted(result.name())).append(format.format(result.signature()));
    }
    return text.toString();
  }

  private String json(Map<String, List<MetricResult>> systems) {
    List<Map<String, Object>> rows = new ArrayList<>();
    systems.forEach(
        (name, results) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("system", name);
          for (MetricResult result : results) {
            row.put(
                result.name(),
                test.isPresent() ? tested(result) : result.score().formatScore(format.width()));
          }
          rows.add(row);
        });
    return GSON.toJson(rows);
  }

  private static Map<String, Object> tested(MetricResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("score", result.score().score());
    fields.put("p_value", result.pValue().isPresent() ? result.pValue().getAsDouble() : null);
    fields.put("mean", result.interval().map(interval -> interval.mean()).orElse(null));
    fields.put("ci", result.interval().map(interval -> interval.halfWidth()).orElse(null));
    return fields;
  }
}
