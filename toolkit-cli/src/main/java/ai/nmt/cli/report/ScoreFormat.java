package ai.nmt.cli.report;

import ai.nmt.jbleu.Signature;
import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Locale;

/**
 * How scores are printed.
 *
 * @param form the form of a whole report
 * @param width number of digits behind the scores' points, at least 0
 * @param scoreOnly whether the scores are all that is printed of a single system
 * @param shortSignature whether signatures have abbreviated keys
 */
public record ScoreFormat(Form form, int width, boolean scoreOnly, boolean shortSignature) {

  /** The forms of a report. */
  public enum Form {
    /** A line per metric, or a table of several systems. */
    TEXT,
    /** Objects with the scores, signatures and parts. */
    JSON,
    /** A table for LaTeX's package booktabs. */
    LATEX;

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
  public ScoreFormat {
    if (width < 0) {
      throw new IllegalArgumentException("--width must be at least 0, but is " + width);
    }
  }

  String format(Signature signature) {
    return shortSignature ? signature.toShortString() : signature.toString();
  }

  /** Writes JSON that breaks lines, with so many blanks per level. */
  static Gson gson(int indent) {
    return new GsonBuilder()
        .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" ".repeat(indent)))
        .disableHtmlEscaping()
        .serializeNulls()
        .create();
  }
}
