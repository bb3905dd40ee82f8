package ai.nmt.search;

/**
 * How long a hypothesis may and must be, counted in tokens without the closing {@code </s>}.
 *
 * @param minimum least number of tokens before {@code </s>}, at least 0
 * @param perSourceToken factor {@code a} of the maximum {@code a·S + b}, at least 0; S is the
 *     source time of the batch, {@code </s>} and padding included
 * @param constant summand {@code b} of the maximum {@code a·S + b}, at least 0
 */
public record LengthLimits(int minimum, double perSourceToken, int constant) {
  /** Checks the ranges. */
  public LengthLimits {
    if (minimum < 0) {
      throw new IllegalArgumentException(
          "the minimum length is " + minimum + "; expected 0 or more (--min-len)");
    }
    if (!(perSourceToken >= 0) || Double.isInfinite(perSourceToken)) {
      throw new IllegalArgumentException(
          "the maximum length per source token is "
              + perSourceToken
              + "; expected a finite number of 0 or more (--max-len-a)");
    }
    if (constant < 0) {
      throw new IllegalArgumentException(
          "the constant part of the maximum length is "
              + constant
              + "; expected 0 or more (--max-len-b)");
    }
  }

  /**
   * At least 1 token, at most 200.
   *
   * @return the defaults
   */
  public static LengthLimits defaults() {
    return new LengthLimits(1, 0, 200);
  }

  /**
   * The maximum length for a batch: {@code min(⌊a·S + b⌋, modelPositions - 1)}.
   *
   * @param sourceLength S, the batch's source time
   * @param modelPositions target positions that the model has; one of them is for {@code </s>}
   * @return the most tokens before {@code </s>}
   */
  public int maximum(int sourceLength, int modelPositions) {
    double wanted = perSourceToken * sourceLength + constant;
    return (int) Math.min(wanted, modelPositions - 1);
  }
}
