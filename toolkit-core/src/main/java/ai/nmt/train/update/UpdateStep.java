package ai.nmt.train.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.batch.Batch;
import ai.nmt.io.InputException;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.LossSums;
import ai.nmt.optim.Optimizer;
import ai.nmt.random.Seeds;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one update of the parameters from one or more batches: forward and backward per batch, then
 * one averaged, perhaps clipped gradient and one step of the optimiser.
 *
 * <p>Everything random is seeded from (seed, update, batch within the update, rank), never from the
 * past, so that a resumed run repeats an uninterrupted one bit for bit.
 *
 * <p>Not thread-safe; all calls come from one thread that {@link TorchEngine#prepareThread}
 * prepared.
 */
public final class UpdateStep {
  private static final Logger LOG = LoggerFactory.getLogger(UpdateStep.class);

  /** fairseq's guard against a division by zero when clipping. */
  private static final double CLIP_EPSILON = 1e-6;

  /** A model, as training sees it. */
  @FunctionalInterface
  public interface Model {
    /**
     * The scores of every target word.
     *
     * @param pass owner of the results, dropout
     * @param source (B, S) int64
     * @param previousOutput (B, T) int64
     * @return (B, T, V) logits, newly computed and contiguous, in the precision of the parameters
     */
    NDArray forward(Pass pass, NDArray source, NDArray previousOutput);
  }

  private final BatchPasses passes;
  private final FlatParameters parameters;
  private final TrainedState state;
  private final UpdateConfig config;
  private final PartLoop loop = new PartLoop();

  /**
   * Connects the parts of a training without a moving average.
   *
   * @param base manager below which each step's memory lies; may be capped
   * @param model the model whose parameters are in {@code parameters}
   * @param criterion what to minimise
   * @param parameters the model's parameters
   * @param optimizer what moves them
   * @param config settings
   */
  public UpdateStep(
      NDManager base,
      Model model,
      Criterion criterion,
      FlatParameters parameters,
      Optimizer optimizer,
      UpdateConfig config) {
    this(base, model, criterion, new TrainedState(parameters, optimizer, null, null), config);
  }

  /**
   * Connects the parts; they stay the caller's to close.
   *
   * @param base manager below which each step's memory lies; may be capped
   * @param model the model whose parameters are in {@code state}
   * @param criterion what to minimise
   * @param state parameters and what changes with them
   * @param config settings
   */
  public UpdateStep(
      NDManager base, Model model, Criterion criterion, TrainedState state, UpdateConfig config) {
    this.passes = new BatchPasses(base, model, criterion);
    this.parameters = state.parameters();
    this.state = state;
    this.config = config;
  }

  /**
   * Makes one update.
   *
   * @param microBatches batches whose gradients are added up; empty ones count nothing
   * @param update number of updates made before this one, from 0; seeds what is random
   * @param learningRate step size, at least 0
   * @return what the update did; an update without any sentence, or one that overflowed in half
   *     precision, changes nothing
   * @throws NotFiniteException if loss or gradient is not finite; the parameters are unchanged then
   * @throws InputException if the loss scale has fallen too low; likewise
   * @throws ai.djl.engine.EngineException if native memory is too small for a single sentence
   */
  public UpdateResult run(List<Batch> microBatches, long update, double learningRate) {
    LossSums loss =
        loop.sum(
            parts(microBatches, update),
            parameters::zeroGradients,
            part -> passes.train(part, state.scale()));
    long tokens = microBatches.stream().mapToLong(Batch::targetTokens).sum();
    long sentences = microBatches.stream().mapToLong(Batch::size).sum();
    long sampleSize = config.sentenceAverage() ? sentences : tokens;
    if (sampleSize == 0) {
      return new UpdateResult(loss, tokens, sentences, 0, 0);
    }
    UpdateResult measured = new UpdateResult(loss, tokens, sentences, sampleSize, Double.NaN);
    return parameters.edit(() -> apply(measured, update, learningRate));
  }

  private List<BatchPart> parts(List<Batch> microBatches, long update) {
    List<BatchPart> parts = new ArrayList<>();
    for (int i = 0; i < microBatches.size(); i++) {
      if (!microBatches.get(i).isEmpty()) {
        long seed = Seeds.derive(config.seed(), "update", update, i, config.rank());
        parts.add(new BatchPart(microBatches.get(i), seed));
      }
    }
    return parts;
  }

  /**
   * How often native memory ran out, so that a batch was computed in parts.
   *
   * @return at least 0
   */
  public long memoryShortages() {
    return loop.shortages();
  }

  /**
   * Repeats the forward passes of an update with its random numbers, changing nothing.
   *
   * @param microBatches the update's batches
   * @param update number of updates made before it
   * @param seen is shown each batch's (B, T, V) logits
   */
  public void replay(List<Batch> microBatches, long update, Consumer<NDArray> seen) {
    for (BatchPart part : parts(microBatches, update)) {
      passes.replay(part, seen);
    }
  }

  /** Moves the parameters by what the batches have added up. */
  private UpdateResult apply(UpdateResult measured, long update, double learningRate) {
    double scaledSize = measured.sampleSize() * state.scale();
    double norm = parameters.gradientNorm() / scaledSize;
    if (overflows(norm)) {
      return measured.with(norm, false, true, state.scaleOrNull());
    }
    requireFinite(norm, measured.loss(), update);
    double clip = config.clipNorm() == 0 ? 1 : config.clipNorm() / (norm + CLIP_EPSILON);
    state.step(learningRate, Math.min(1, clip) / scaledSize, update + 1);
    return measured.with(norm, clip < 1, false, state.scaleOrNull());
  }

  /** Where the loss is scaled, a gradient that is not finite makes the scale smaller. */
  private boolean overflows(double norm) {
    if (state.lossScale() == null) {
      return false;
    }
    boolean overflow = !Double.isFinite(norm);
    double before = state.scale();
    state.lossScale().updated(overflow);
    if (overflow) {
      LOG.warn(
          "gradients overflow at the loss scale {}: the update is left out, the scale is now {}",
          before,
          state.scale());
    }
    return overflow;
  }

  private static void requireFinite(double norm, LossSums loss, long update) {
    if (!Double.isFinite(norm) || !Double.isFinite(loss.loss())) {
      throw new NotFiniteException(
          "the gradient or loss of update "
              + (update + 1)
              + " is not finite (norm "
              + norm
              + ", loss "
              + loss.loss()
              + "): training has diverged. Resume from an earlier checkpoint with a lower --lr,"
              + " more --warmup-updates or --clip-norm");
    }
  }
}
