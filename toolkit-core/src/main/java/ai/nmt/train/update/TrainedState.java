package ai.nmt.train.update;

import ai.nmt.optim.MovingAverage;
import ai.nmt.optim.Optimizer;
import ai.nmt.tensor.FlatParameters;

/**
 * What a training changes, and what its checkpoints keep.
 *
 * @param parameters the model's parameters
 * @param optimizer what moves them
 * @param average what follows them; null where nothing does
 * @param lossScale what keeps gradients in range; null where nothing has to
 */
public record TrainedState(
    FlatParameters parameters, Optimizer optimizer, MovingAverage average, LossScale lossScale) {

  /** The factor of the loss in the update under way. */
  double scale() {
    return lossScale == null ? 1 : lossScale.value();
  }

  /** The same; null where the loss is not scaled. */
  Double scaleOrNull() {
    return lossScale == null ? null : lossScale.value();
  }

  /** Makes one step, with all that belongs to it. */
  void step(double learningRate, double gradientScale, long updates) {
    optimizer.step(learningRate, gradientScale);
    if (average != null) {
      average.follow(updates);
    }
  }
}
