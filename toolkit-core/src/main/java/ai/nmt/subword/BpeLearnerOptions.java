package ai.nmt.subword;

import ai.nmt.io.InputException;

/**
 * How many merges to learn.
 *
 * @param symbols number of merges, or of symbols with {@code totalSymbols}; at least 1 ({@code -s})
 * @param minFrequency learning ends before the first pair that is rarer ({@code --min-frequency})
 * @param totalSymbols whether the characters count towards {@code symbols} ({@code
 *     --total-symbols})
 */
public record BpeLearnerOptions(int symbols, long minFrequency, boolean totalSymbols) {
  /** Checks the numbers. */
  public BpeLearnerOptions {
    if (symbols < 1) {
      throw new InputException("--symbols is " + symbols + "; give 1 or more");
    }
    if (minFrequency < 1) {
      throw new InputException("--min-frequency is " + minFrequency + "; give 1 or more");
    }
  }

  /**
   * subword-nmt's defaults.
   *
   * @return 10,000 merges of pairs that occur at least twice
   */
  public static BpeLearnerOptions defaults() {
    return new BpeLearnerOptions(10_000, 2, false);
  }
}
