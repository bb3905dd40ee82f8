package ai.nmt.optim;

import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Settings of {@link Adam}.
 *
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the mean square, at least 0
 * @param weightDecay share of a parameter that one step at learning rate 1 takes away, at least 0
 */
public record AdamConfig(double beta1, double beta2, double epsilon, double weightDecay)
    implements OptimizerConfig {
  /** Validates the ranges. */
  public AdamConfig {
    requireDecay("beta1", beta1);
    requireDecay("beta2", beta2);
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException("Adam's epsilon is " + epsilon + "; expected 0 or more");
    }
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "the weight decay is " + weightDecay + "; expected 0 or more");
    }
  }

  /**
   * fairseq's defaults.
   *
   * @return betas 0.9 and 0.999, epsilon 1e-8, no weight decay
   */
  public static AdamConfig defaults() {
    return new AdamConfig(0.9, 0.999, 1e-8, 0);
  }

  @Override
  public Optimizer create(NDManager base, FlatParameters parameters) {
    return new Adam(base, parameters, this);
  }

  private static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "Adam's " + name + " is " + value + "; expected at least 0 and below 1");
    }
  }
}
