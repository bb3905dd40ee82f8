package ai.nmt.train;

/** Losses as fairseq reports them: per token, base 2. */
public final class Perplexity {
  private static final double LN_2 = Math.log(2);

  private Perplexity() {}

  /**
   * A sum of natural logarithms as bits per item.
   *
   * @param sum sum of negative natural logarithms
   * @param items what it is a sum over, at least 0
   * @return bits per item; NaN without items
   */
  public static double bits(double sum, long items) {
    return sum / items / LN_2;
  }

  /** 2 to the bits per token. */
  static double of(double bits) {
    return Math.pow(2, bits);
  }
}
