package ai.nmt.loss;

/**
 * What a criterion sums over the target words of one or more batches, padding excluded.
 *
 * @param loss the criterion's value, natural logarithm
 * @param negativeLogLikelihood sum of -log p(word), natural logarithm
 */
public record LossSums(double loss, double negativeLogLikelihood) {
  /** The sums over no words. */
  public static final LossSums ZERO = new LossSums(0, 0);

  /**
   * The sums over both.
   *
   * @param other other sums
   * @return the sums over the words of both
   */
  public LossSums plus(LossSums other) {
    return new LossSums(loss + other.loss, negativeLogLikelihood + other.negativeLogLikelihood);
  }
}
