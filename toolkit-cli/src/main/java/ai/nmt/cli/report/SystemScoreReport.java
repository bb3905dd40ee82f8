package ai.nmt.cli.report;

import ai.nmt.jbleu.ConfidenceInterval;
import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints the scores of one system in the forms of sacreBLEU.
 *
 * @param format how
 */
public record SystemScoreReport(ScoreFormat format) {
  private static final Gson GSON = ScoreFormat.gson(1);

  /**
   * Formats a system's scores.
   *
   * @param results a score per metric, at least one
   * @return the report, without a line break at its end
   */
  public String format(List<MetricResult> results) {
    return switch (format.form()) {
      case JSON ->
          list(
              results.stream()
                  .map(result -> format.scoreOnly() ? scoreAndInterval(result) : json(result))
                  .toList());
      case TEXT -> aligned(results.stream().map(this::formatSentence).toList());
      case LATEX -> throw new IllegalArgumentException("one system's scores make no LaTeX table");
    };
  }

  /**
   * Formats the score of one segment.
   *
   * @param result the score
   * @return one line
   */
  public String formatSentence(MetricResult result) {
    return format.scoreOnly() ? scoreAndInterval(result) : head(result) + tail(result);
  }

  private static String list(List<String> entries) {
    return entries.size() == 1 ? entries.get(0) : "[\n" + String.join(",\n", entries) + "\n]";
  }

  /** One line per metric, with the equals signs below each other. */
  private static String aligned(List<String> lines) {
    int width = lines.stream().mapToInt(line -> line.indexOf('=')).max().orElse(0);
    return lines.stream()
        .map(line -> " ".repeat(Math.max(0, width - line.indexOf('='))) + line)
        .collect(Collectors.joining("\n"));
  }

  private String head(MetricResult result) {
    return result.name() + "|" + format.format(result.signature());
  }

  private String tail(MetricResult result) {
    String parts = result.score().formatParts();
    return " = " + scoreAndInterval(result) + (parts.isEmpty() ? "" : " " + parts);
  }

  private String scoreAndInterval(MetricResult result) {
    String score = result.score().formatScore(format.width());
    return result.interval().map(interval -> score + " (" + mean(interval) + ")").orElse(score);
  }

  private String mean(ConfidenceInterval interval) {
    return "μ = " + interval.format(format.width());
  }

  private String json(MetricResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", result.name());
    fields.put("score", Double.valueOf(result.score().formatScore(format.width())));
    fields.put("signature", result.signature().toString());
    result
        .interval()
        .ifPresent(
            interval -> {
              String[] numbers = interval.format(format.width()).split(" ± ", -1);
              fields.put("confidence_mean", Double.valueOf(numbers[0]));
              fields.put("confidence_var", Double.valueOf(numbers[1]));
              fields.put("confidence", mean(interval));
            });
    if (!result.score().formatParts().isEmpty()) {
      fields.put("verbose_score", result.score().formatParts());
    }
    result.signature().fields().forEach(field -> fields.put(field.key(), field.value()));
    return GSON.toJson(fields);
  }
}
