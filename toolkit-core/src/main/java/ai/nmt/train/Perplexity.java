package ai.nmt.train;

/** Losses as fairseq reports them: per token, base 2. */
final class Perplexity {
  private static final double LN_2 = Math.log(2);

  private Perplexity() {}

  /** A sum of natural logarithms as bits per item; NaN without items. */
  static double bits(double sum, long items) {
    return sum / items / LN_2;
  }

  /** 2 to the bits per token. */
  static double of(double bits) {
    return Math.pow(2, bits);
  }
}
