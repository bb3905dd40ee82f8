package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Adamax (Kingma and Ba, 2015, algorithm 2) with decoupled weight decay:
 *
 * <pre>
 * m ← β1·m + (1-β1)·g        u ← max(β2·u, |g|)
 * p ← p - lr·wd·p
 * p ← p - lr/(1-β1^t) · m / (u + ε)
 * </pre>
 */
public final class Adamax extends FlatOptimizer {
  private static final String MEAN = "exp_avg";
  private static final String MAXIMUM = "exp_inf";

  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, p: Tensor, g: Tensor, m: Tensor, u: Tensor, rate: float,
          beta1: float, beta2: float, eps: float, shrink: float, scale: float) -> Tensor:
        g = torch.mul_(g, scale)
        m = torch.add_(torch.mul_(m, beta1), g, alpha=torch.sub(1., beta1))
        u = torch.copy_(u, torch.maximum(torch.mul_(u, beta2), torch.abs_(g)))
        if torch.ne(shrink, 1.):
          p = torch.mul_(p, shrink)
        return torch.addcdiv_(p, m, torch.add(u, eps), value=torch.neg(rate))
      """;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public Adamax(NDManager base, FlatParameters parameters, Settings settings) {
    super(base, parameters, settings, SOURCE, MEAN, MAXIMUM);
    this.settings = settings;
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    double correction =
        settings.biasCorrection ? 1 - Math.pow(settings.beta1, (double) count()) : 1;
    run(
        "step",
        values,
        gradients,
        buffer(MEAN),
        buffer(MAXIMUM),
        learningRate / correction,
        settings.beta1,
        settings.beta2,
        settings.epsilon,
        1 - learningRate * settings.weightDecay,
        gradientScale);
  }

  /**
   * Settings of {@link Adamax}.
   *
   * @param beta1 decay of the mean of gradients, in [0, 1)
   * @param beta2 decay of the largest gradient, in [0, 1)
   * @param epsilon added to the largest gradient, greater than 0: a parameter may never have had
   *     any
   * @param weightDecay share of a parameter that one step at learning rate 1 takes away
   * @param biasCorrection whether the mean is corrected for beginning at zero; false with {@code
   *     --no-bias-correction}
   */
  public record Settings(
      double beta1, double beta2, double epsilon, double weightDecay, boolean biasCorrection)
      implements OptimizerConfig {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireDecay("--adamax-betas' first number", beta1);
      Ranges.requireDecay("--adamax-betas' second number", beta2);
      Ranges.requirePositive("--adamax-eps", epsilon);
      Ranges.requireNotNegative("--weight-decay", weightDecay);
    }

    /**
     * fairseq's defaults.
     *
     * @return betas 0.9 and 0.999, epsilon 1e-8, no weight decay, correction on
     */
    public static Settings defaults() {
      return new Settings(0.9, 0.999, 1e-8, 0, true);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new Adamax(base, parameters, this);
    }
  }
}
