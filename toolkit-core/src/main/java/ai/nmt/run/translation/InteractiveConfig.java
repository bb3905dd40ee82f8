package ai.nmt.run.translation;

import ai.nmt.io.InputException;
import java.util.Locale;
import java.util.Objects;

/**
 * How a stream of lines is translated.
 *
 * @param bufferSize lines that are read before they are translated together, at least 1
 * @param longestLine most characters (code points) of a line; 0 = any number
 * @param onError what becomes of lines that cannot be translated
 */
public record InteractiveConfig(int bufferSize, int longestLine, OnError onError) {
  /** What becomes of lines that cannot be translated. */
  public enum OnError {
    /** Their translation is empty, so that every line has one. */
    EMPTY,
    /** They are left out. */
    SKIP,
    /** The first one ends the stream, after the lines before it. */
    FAIL;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the numbers. */
  public InteractiveConfig {
    Objects.requireNonNull(onError, "onError");
    if (bufferSize < 1) {
      throw new IllegalArgumentException(
          "the buffer size is " + bufferSize + "; expected 1 or more (--buffer-size)");
    }
    if (longestLine < 0) {
      throw new InputException(
          "--max-line-length is " + longestLine + "; expected a number of characters, or 0");
    }
  }

  /**
   * Line by line, of any length, those that cannot be translated with an empty translation.
   *
   * @return the default
   */
  public static InteractiveConfig defaults() {
    return new InteractiveConfig(1, 0, OnError.EMPTY);
  }
}
