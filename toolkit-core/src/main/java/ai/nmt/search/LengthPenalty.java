package ai.nmt.search;

/**
 * The score of a finished hypothesis: {@code Σ log p / length^exponent}, where the length counts
 * {@code </s>} (Wu et al. 2016, arXiv:1609.08144, in the simple form without their constant 5).
 *
 * @param exponent 0 is the plain sum, 1 the mean per token; smaller values favour shorter
 *     hypotheses, greater ones longer hypotheses
 */
public record LengthPenalty(double exponent) {
  /** Checks the exponent. */
  public LengthPenalty {
    if (!Double.isFinite(exponent)) {
      throw new IllegalArgumentException(
          "the length penalty is " + exponent + "; expected a finite number (--lenpen)");
    }
  }

  /**
   * The mean log-probability per token.
   *
   * @return exponent 1
   */
  public static LengthPenalty defaults() {
    return new LengthPenalty(1);
  }

  /**
   * No normalisation: the sum of the log-probabilities.
   *
   * @return exponent 0
   */
  public static LengthPenalty none() {
    return new LengthPenalty(0);
  }

  /**
   * Normalises a score.
   *
   * @param sum sum of the log-probabilities of all tokens
   * @param length number of tokens, {@code </s>} included, at least 1
   * @return {@code sum / length^exponent}
   */
  public float score(float sum, int length) {
    return sum / (float) Math.pow(length, exponent);
  }
}
