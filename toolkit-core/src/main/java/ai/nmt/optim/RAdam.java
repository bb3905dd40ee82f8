package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Rectified Adam (Liu et al., 2020, "On the Variance of the Adaptive Learning Rate and Beyond",
 * algorithm 2) with decoupled weight decay. With {@code N∞ = 2/(1-β2) - 1} and {@code N = N∞ -
 * 2t·β2^t/(1-β2^t)}, m and v as {@link Adam}'s:
 *
 * <pre>
 * p ← p - lr·wd·p
 * p ← p - lr·√((1-β2^t) (N-4)/(N∞-4) (N-2)/N N∞/(N∞-2)) / (1-β1^t) · m / (√v + ε)   where N ≥ 5
 * </pre>
 *
 * <p>While N is below 5 the variance of v is not known well enough and only the weights decay; the
 * authors' warm-up in that phase, plain momentum, is left out, as in their recipes.
 */
public final class RAdam extends FusedAdam {
  /** Length of the moving average's equivalent window above which v can be trusted. */
  private static final double TRUSTED = 5;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public RAdam(NDManager base, FlatParameters parameters, Settings settings) {
    super(
        base,
        parameters,
        settings,
        new AdamConfig(settings.beta1, settings.beta2, settings.epsilon, settings.weightDecay));
    this.settings = settings;
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    double rate = learningRate * rectification(settings.beta2, count());
    double shrinkage = learningRate * settings.weightDecay;
    if (rate == 0 && shrinkage > 0) {
      shrink(values, shrinkage);
    }
    fusedStep(values, gradients, rate, rate == 0 ? 0 : shrinkage / rate, gradientScale);
  }

  /**
   * The factor of the step, √(1-β2^t) apart.
   *
   * @param beta2 decay of the mean of squared gradients
   * @param step number of the step, from 1
   * @return 0 where no step is taken
   */
  static double rectification(double beta2, long step) {
    double power = Math.pow(beta2, (double) step);
    double limit = 2 / (1 - beta2) - 1;
    double length = limit - 2 * step * power / (1 - power);
    if (length < TRUSTED) {
      return 0;
    }
    return Math.sqrt((length - 4) / (limit - 4) * (length - 2) / length * limit / (limit - 2));
  }

  /**
   * Settings of {@link RAdam}.
   *
   * @param beta1 decay of the mean of gradients, in [0, 1)
   * @param beta2 decay of the mean of squared gradients, in [0, 1)
   * @param epsilon added to the root of the mean square, at least 0
   * @param weightDecay share of a parameter that one step at learning rate 1 takes away
   */
  public record Settings(double beta1, double beta2, double epsilon, double weightDecay)
      implements OptimizerConfig {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireDecay("--adam-betas' first number", beta1);
      Ranges.requireDecay("--adam-betas' second number", beta2);
      Ranges.requireNotNegative("--adam-eps", epsilon);
      Ranges.requireNotNegative("--weight-decay", weightDecay);
    }

    /**
     * fairseq's defaults.
     *
     * @return betas 0.9 and 0.999, epsilon 1e-8, no weight decay
     */
    public static Settings defaults() {
      return new Settings(0.9, 0.999, 1e-8, 0);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new RAdam(base, parameters, this);
    }
  }
}
