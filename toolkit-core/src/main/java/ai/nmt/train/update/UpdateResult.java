package ai.nmt.train.update;

import ai.nmt.loss.LossSums;

/**
 * What an update, or the evaluation of a batch, did.
 *
 * @param loss sums over the target words, natural logarithm
 * @param targetTokens number of target words, padding excluded
 * @param sentences number of sentence pairs
 * @param sampleSize what the gradient was divided by: target words or sentences
 * @param gradientNorm L2 norm of the averaged gradient before clipping; NaN where none was computed
 * @param clipped whether the gradient was shortened
 * @param overflowed whether half precision overflowed, so that nothing was changed
 * @param lossScale what the loss is scaled by in the next update; null where it is not
 */
public record UpdateResult(
    LossSums loss,
    long targetTokens,
    long sentences,
    long sampleSize,
    double gradientNorm,
    boolean clipped,
    boolean overflowed,
    Double lossScale) {
  /** What was measured, before anything becomes of the gradient. */
  UpdateResult(
      LossSums loss, long targetTokens, long sentences, long sampleSize, double gradientNorm) {
    this(loss, targetTokens, sentences, sampleSize, gradientNorm, false, false, null);
  }

  /** The same with what became of the gradient. */
  UpdateResult with(double norm, boolean shortened, boolean leftOut, Double scale) {
    return new UpdateResult(
        loss, targetTokens, sentences, sampleSize, norm, shortened, leftOut, scale);
  }
}
