package ai.nmt.train.update;

import ai.djl.ndarray.NDManager;
import ai.nmt.batch.Batch;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.LossSums;
import java.util.List;

/**
 * The loss of batches as the model is, without dropout and without changing anything. Not
 * thread-safe; needs gradient mode off.
 */
public final class BatchEvaluator {
  /** Nothing is random without dropout. */
  private static final long NO_SEED = 0;

  private final BatchPasses passes;
  private final boolean sentenceAverage;
  private final PartLoop loop = new PartLoop();

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
    this.passes = new BatchPasses(base, model, criterion);
    this.sentenceAverage = sentenceAverage;
  }

  /**
   * The loss of a batch.
   *
   * @param batch a batch; may be empty
   * @return the sums, without a gradient norm
   * @throws ai.djl.engine.EngineException if native memory is too small for a single sentence
   */
  public UpdateResult evaluate(Batch batch) {
    List<BatchPart> whole = batch.isEmpty() ? List.of() : List.of(new BatchPart(batch, NO_SEED));
    LossSums loss = loop.sum(whole, () -> {}, passes::evaluate);
    long sampleSize = sentenceAverage ? batch.size() : batch.targetTokens();
    return new UpdateResult(loss, batch.targetTokens(), batch.size(), sampleSize, Double.NaN);
  }

  /**
   * How often native memory ran out, so that a batch was computed in parts.
   *
   * @return at least 0
   */
  public long memoryShortages() {
    return loop.shortages();
  }
}
