package ai.nmt.train.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.LossSums;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.StepScope;

/**
 * The loss of batches as the model is, without dropout and without changing anything. Not
 * thread-safe; needs gradient mode off.
 */
public final class BatchEvaluator {
  private final NDManager base;
  private final UpdateStep.Model model;
  private final Criterion criterion;
  private final boolean sentenceAverage;
  private final LogitPrecision precision;

  /**
   * Makes the evaluator.
   *
   * @param base manager below which each batch's memory lies; may be capped
   * @param model the model
   * @param criterion what is measured
   * @param sentenceAverage whether the loss is one per sentence, not per token
   */
  public BatchEvaluator(
      NDManager base, UpdateStep.Model model, Criterion criterion, boolean sentenceAverage) {
    this.base = base;
    this.model = model;
    this.criterion = criterion;
    this.sentenceAverage = sentenceAverage;
    this.precision = new LogitPrecision(base);
  }

  /**
   * The loss of a batch.
   *
   * @param batch a batch; may be empty
   * @return the sums, without a gradient norm
   */
  public UpdateResult evaluate(Batch batch) {
    LossSums loss = LossSums.ZERO;
    if (!batch.isEmpty()) {
      try (StepScope scope = new StepScope(base)) {
        NDManager owner = scope.manager();
        NDArray logits = logits(Pass.inference(owner), batch);
        loss = criterion.evaluate(owner, precision.full(owner, logits), target(owner, batch));
      }
    }
    long sampleSize = sentenceAverage ? batch.size() : batch.targetTokens();
    return new UpdateResult(loss, batch.targetTokens(), batch.size(), sampleSize, Double.NaN);
  }

  /** The scores of a batch, (B, T, V). */
  NDArray logits(Pass pass, Batch batch) {
    NDManager owner = pass.owner();
    NDArray source = owner.create(batch.source(), new Shape(batch.size(), batch.sourceLength()));
    NDArray previous =
        owner.create(batch.previousOutput(), new Shape(batch.size(), batch.targetLength()));
    return model.forward(pass, source, previous);
  }

  /** The words to predict, (B, T). */
  static NDArray target(NDManager owner, Batch batch) {
    return owner.create(batch.target(), new Shape(batch.size(), batch.targetLength()));
  }
}
