package ai.nmt.cli.report;

import ai.nmt.jbleu.BleuScore;
import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints BLEU scores in the forms of sacreBLEU.
 *
 * @param format the form of a whole report
 * @param width number of digits behind the score's point, at least 0
 * @param scoreOnly whether the number is all that is printed, whatever the format
 */
public record BleuReport(Format format, int width, boolean scoreOnly) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .create();

  /** The forms of a report. */
  public enum Format {
    /** {@code BLEU|SIGNATURE = 31.1 62.4/36.8/24.5/16.7 (BP = ...)}. */
    TEXT,
    /** An object with the score, the signature and its parts. */
    JSON;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException where it is negative
   */
  public BleuReport {
    if (width < 0) {
      throw new IllegalArgumentException("--width must be at least 0, but is " + width);
    }
  }

  /**
   * Formats a score.
   *
   * @param score the score
   * @param signature how it was computed: {@code key:value} pairs with {@code |} between them
   * @return one line, or several with JSON
   */
  public String format(BleuScore score, String signature) {
    if (scoreOnly) {
      return score.formatScore(width);
    }
    return switch (format) {
      case TEXT -> "BLEU|%s = %s".formatted(signature, score.format(width));
      case JSON -> json(score, signature);
    };
  }

  private String json(BleuScore score, String signature) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "BLEU");
    fields.put("score", Double.valueOf(score.formatScore(width)));
    fields.put("signature", signature);
    fields.put("verbose_score", score.formatParts());
    for (String pair : signature.split("\\|", -1)) {
      String[] keyAndValue = pair.split(":", 2);
      fields.put(keyAndValue[0], keyAndValue[1]);
    }
    return GSON.toJson(fields);
  }
}
