package ai.nmt.run.prepare;

import ai.nmt.io.InputException;
import ai.nmt.io.LineEnds;
import ai.nmt.rules.TextRules;
import java.util.Locale;
import java.util.Objects;

/**
 * How {@link Preprocess} reads its texts.
 *
 * @param rules what is done to each line; with rules that change something a text is raw, and its
 *     lines end at {@code \n} alone
 * @param longestLine most characters (code points) of a line; 0 = any number
 * @param onError what becomes of lines that cannot be used
 */
public record TextInput(TextRules rules, int longestLine, OnError onError) {
  /** What becomes of lines that cannot be used. */
  public enum OnError {
    /** Nothing is written, and all of them are reported. */
    FAIL,
    /** They and their translations are left out and counted. */
    SKIP;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the length. */
  public TextInput {
    Objects.requireNonNull(rules, "rules");
    Objects.requireNonNull(onError, "onError");
    if (longestLine < 0) {
      throw new InputException(
          "--max-line-length is " + longestLine + "; expected a number of characters, or 0");
    }
  }

  /**
   * Prepared text of lines of any length, of which each must be usable.
   *
   * @return the default
   */
  public static TextInput defaults() {
    return new TextInput(TextRules.none(), 0, OnError.FAIL);
  }

  /** Whether rules are applied. */
  boolean raw() {
    return !rules.changeNothing();
  }

  /** Whether the lines are looked at before anything is written. */
  boolean scanned() {
    return raw() || longestLine > 0 || skips();
  }

  boolean skips() {
    return onError == OnError.SKIP;
  }

  LineEnds ends() {
    return lineEnds(rules);
  }

  /**
   * What ends the lines of a text.
   *
   * @param rules what is done to its lines
   * @return {@code \n} alone where the text is raw, as the text tools have it
   */
  public static LineEnds lineEnds(TextRules rules) {
    return rules.changeNothing() ? LineEnds.UNIVERSAL : LineEnds.LINE_FEED;
  }
}
