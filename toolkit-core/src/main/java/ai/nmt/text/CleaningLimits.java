package ai.nmt.text;

import ai.nmt.io.InputException;

/**
 * Which pairs {@link CorpusCleaner} keeps.
 *
 * @param minimum least number of words of each side
 * @param maximum greatest number of words of each side
 * @param ratio greatest quotient of the two numbers of words ({@code -ratio}); infinite if none
 *     ({@code -ignore-ratio})
 * @param maximumWordLength greatest number of characters of a word ({@code -max-word-length})
 * @param ignoreMarkup whether XML tags are not counted as words ({@code -ignore-xml})
 * @param lowercase whether the pairs are written in lower case ({@code -lc})
 */
public record CleaningLimits(
    int minimum,
    int maximum,
    double ratio,
    int maximumWordLength,
    boolean ignoreMarkup,
    boolean lowercase) {
  /** Checks the limits. */
  public CleaningLimits {
    if (minimum < 0 || maximum < minimum) {
      throw new InputException(
          "pairs of "
              + minimum
              + " to "
              + maximum
              + " words were asked for; the first number must be 0 or more and not above the second");
    }
    if (!(ratio >= 1)) {
      throw new InputException("-ratio is " + ratio + "; give 1 or more");
    }
    if (maximumWordLength < 1) {
      throw new InputException(
          "-max-word-length is " + maximumWordLength + "; give 1 or more characters");
    }
  }

  /**
   * Moses' defaults for what is not a matter of the corpus.
   *
   * @param minimum least number of words
   * @param maximum greatest number of words
   * @return ratio 9, words of at most 1,000 characters, tags counted, case kept
   */
  public static CleaningLimits of(int minimum, int maximum) {
    return new CleaningLimits(minimum, maximum, 9, 1000, false, false);
  }
}
