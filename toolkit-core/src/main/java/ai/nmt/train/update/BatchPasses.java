package ai.nmt.train.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.Criterion.Differentiated;
import ai.nmt.loss.LossSums;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.StepScope;
import ai.nmt.tensor.TorchEngine;
import java.util.function.Consumer;

/**
 * The passes of one model over one batch, each with native memory of its own that ends with it.
 * Knows neither updates nor optimisers. Not thread-safe.
 */
final class BatchPasses {
  private final NDManager base;
  private final UpdateStep.Model model;
  private final Criterion criterion;
  private final LogitPrecision precision;

  /**
   * Connects the parts; they stay the caller's to close.
   *
   * @param base manager below which each pass' memory lies; may be capped
   * @param model the model
   * @param criterion what is measured
   */
  BatchPasses(NDManager base, UpdateStep.Model model, Criterion criterion) {
    this.base = base;
    this.model = model;
    this.criterion = criterion;
    this.precision = new LogitPrecision(base);
  }

  /**
   * Forward and backward: adds the gradient of the sum of losses to the parameters' gradients.
   *
   * @param part a batch with at least one sentence, with the seed of its random numbers
   * @param scale factor of the gradient
   * @return the sums of the loss, without the factor
   */
  LossSums train(BatchPart part, double scale) {
    Batch batch = part.batch();
    try (StepScope scope = new StepScope(base)) {
      NDManager owner = scope.manager();
      Pass pass = training(owner, part);
      NDArray logits = TorchEngine.recording(() -> logits(pass, batch));
      NDArray full = precision.full(owner, logits);
      Differentiated loss = criterion.differentiate(owner, full, target(owner, batch));
      NDArray gradient = precision.scaled(owner, loss.gradient(), scale, logits);
      TorchEngine.backward(logits, gradient);
      return loss.sums();
    }
  }

  /** Forward without dropout: the loss of a batch with at least one sentence. */
  LossSums evaluate(BatchPart part) {
    Batch batch = part.batch();
    try (StepScope scope = new StepScope(base)) {
      NDManager owner = scope.manager();
      NDArray logits = logits(Pass.inference(owner), batch);
      return criterion.evaluate(owner, precision.full(owner, logits), target(owner, batch));
    }
  }

  /** Forward as {@link #train} does, with its random numbers, changing nothing. */
  void replay(BatchPart part, Consumer<NDArray> seen) {
    try (StepScope scope = new StepScope(base)) {
      seen.accept(logits(training(scope.manager(), part), part.batch()));
    }
  }

  private static Pass training(NDManager owner, BatchPart part) {
    TorchEngine.seed(part.seed());
    return Pass.training(owner, part.seed());
  }

  /** The scores of a batch, (B, T, V). */
  private NDArray logits(Pass pass, Batch batch) {
    NDManager owner = pass.owner();
    NDArray source = owner.create(batch.source(), new Shape(batch.size(), batch.sourceLength()));
    NDArray previous =
        owner.create(batch.previousOutput(), new Shape(batch.size(), batch.targetLength()));
    return model.forward(pass, source, previous);
  }

  /** The words to predict, (B, T). */
  private static NDArray target(NDManager owner, Batch batch) {
    return owner.create(batch.target(), new Shape(batch.size(), batch.targetLength()));
  }
}
