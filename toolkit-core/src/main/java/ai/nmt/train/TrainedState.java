package ai.nmt.train;

import ai.nmt.optim.MovingAverage;
import ai.nmt.optim.Optimizer;
import ai.nmt.tensor.FlatParameters;

/**
 * The tensors that a training changes, and that its checkpoints keep.
 *
 * @param parameters the model's parameters
 * @param optimizer what moves them
 * @param average what follows them; null where nothing does
 */
public record TrainedState(FlatParameters parameters, Optimizer optimizer, MovingAverage average) {

  /** Makes one step, with all that belongs to it. */
  void step(double learningRate, double gradientScale, long updates) {
    optimizer.step(learningRate, gradientScale);
    if (average != null) {
      average.follow(updates);
    }
  }
}
