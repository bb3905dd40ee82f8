package ai.nmt.text;

import ai.nmt.io.InputException;

/**
 * What a sample corpus looks like.
 *
 * @param seed equal seeds give equal corpora
 * @param train number of training pairs, at least 1
 * @param valid number of validation pairs, at least 1
 * @param test number of test pairs, at least 1
 * @param largest largest number in words, from 9,999 to 999,999,999
 * @param subwords whether compounds are written in pieces, {@code ein@@ hundert@@ drei}, so that
 *     words never seen can be built from pieces seen; otherwise as one word
 */
public record SampleCorpusOptions(
    long seed, int train, int valid, int test, int largest, boolean subwords) {
  /** Checks sizes. */
  public SampleCorpusOptions {
    if (train < 1 || valid < 1 || test < 1) {
      throw new InputException(
          "a sample corpus of "
              + train
              + " training, "
              + valid
              + " validation and "
              + test
              + " test pairs was asked for; each must be 1 or more");
    }
    if (largest < 9_999 || largest > 999_999_999) {
      throw new InputException(
          "the largest number is " + largest + "; give one from 9999 to 999999999");
    }
  }

  /**
   * The corpus of the quick start.
   *
   * @return 20,000 training, 500 validation, 500 test pairs, numbers below a million, in pieces
   */
  public static SampleCorpusOptions defaults() {
    return new SampleCorpusOptions(1, 20_000, 500, 500, 999_999, true);
  }
}
