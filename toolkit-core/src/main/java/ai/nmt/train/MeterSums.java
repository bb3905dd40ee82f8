package ai.nmt.train;

/**
 * What is added up over updates; averages follow from the sums.
 *
 * @param updates number of updates
 * @param loss summed criterion, natural logarithm
 * @param negativeLogLikelihood sum of -log p(word), natural logarithm
 * @param samples what the gradients were divided by: target tokens, or sentences with {@code
 *     --sentence-avg}
 * @param tokens number of target tokens, padding excluded
 * @param sentences number of sentence pairs
 * @param gradientNorm sum of the updates' gradient norms, before clipping
 * @param clipped number of updates whose gradients were clipped
 * @param seconds time spent on the updates
 */
public record MeterSums(
    long updates,
    double loss,
    double negativeLogLikelihood,
    long samples,
    long tokens,
    long sentences,
    double gradientNorm,
    long clipped,
    double seconds) {
  /** The sums over no updates. */
  public static final MeterSums ZERO = new MeterSums(0, 0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * The sums over both.
   *
   * @param other other sums
   * @return the sums over the updates of both
   */
  public MeterSums plus(MeterSums other) {
    return combine(other, 1);
  }

  /**
   * The sums since an earlier moment.
   *
   * @param earlier sums over the first of these updates
   * @return the sums over the rest
   */
  public MeterSums minus(MeterSums earlier) {
    return combine(earlier, -1);
  }

  private MeterSums combine(MeterSums other, int sign) {
    return new MeterSums(
        updates + sign * other.updates,
        loss + sign * other.loss,
        negativeLogLikelihood + sign * other.negativeLogLikelihood,
        samples + sign * other.samples,
        tokens + sign * other.tokens,
        sentences + sign * other.sentences,
        gradientNorm + sign * other.gradientNorm,
        clipped + sign * other.clipped,
        seconds + sign * other.seconds);
  }

  /**
   * The criterion per token (per sentence with {@code --sentence-avg}), base 2.
   *
   * @return the mean; NaN over no updates
   */
  public double meanLoss() {
    return Perplexity.bits(loss, samples);
  }

  /**
   * The negative log-likelihood per token, base 2.
   *
   * @return the mean; NaN over no updates
   */
  public double meanNegativeLogLikelihood() {
    return Perplexity.bits(negativeLogLikelihood, tokens);
  }

  /**
   * The perplexity, 2 to the negative log-likelihood per token.
   *
   * @return at least 1; NaN over no updates
   */
  public double perplexity() {
    return Perplexity.of(meanNegativeLogLikelihood());
  }

  /**
   * The mean gradient norm.
   *
   * @return at least 0; NaN over no updates
   */
  public double meanGradientNorm() {
    return gradientNorm / updates;
  }

  /**
   * Target tokens per second.
   *
   * @return at least 0; NaN over no time
   */
  public double wordsPerSecond() {
    return tokens / seconds;
  }

  /**
   * Updates per second.
   *
   * @return at least 0; NaN over no time
   */
  public double updatesPerSecond() {
    return updates / seconds;
  }

  /**
   * Target tokens per update.
   *
   * @return at least 0; NaN over no updates
   */
  public double wordsPerUpdate() {
    return (double) tokens / updates;
  }

  /**
   * Sentence pairs per update.
   *
   * @return at least 0; NaN over no updates
   */
  public double sentencesPerUpdate() {
    return (double) sentences / updates;
  }

  /**
   * The percentage of updates whose gradients were clipped.
   *
   * @return 0 to 100; NaN over no updates
   */
  public double clippedPercent() {
    return 100.0 * clipped / updates;
  }
}
