package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Adadelta (Zeiler, 2012, algorithm 1) with a learning rate, the weight decay being an L2 penalty:
 *
 * <pre>
 * g ← g + wd·p        v ← ρ·v + (1-ρ)·g²
 * Δ = √(a + ε) / √(v + ε) · g        a ← ρ·a + (1-ρ)·Δ²        p ← p - lr·Δ
 * </pre>
 */
public final class Adadelta extends FlatOptimizer {
  private static final String SQUARE = "square_avg";
  private static final String DELTA = "acc_delta";

  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, p: Tensor, g: Tensor, v: Tensor, a: Tensor, lr: float,
          rho: float, eps: float, decay: float, scale: float) -> Tensor:
        g = torch.add_(torch.mul_(g, scale), p, alpha=decay)
        rest = torch.sub(1., rho)
        v = torch.addcmul_(torch.mul_(v, rho), g, g, value=rest)
        delta = torch.sqrt_(torch.add(a, eps))
        delta = torch.div_(delta, torch.sqrt_(torch.add(v, eps)))
        delta = torch.mul_(delta, g)
        a = torch.addcmul_(torch.mul_(a, rho), delta, delta, value=rest)
        return torch.sub_(p, delta, alpha=lr)
      """;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public Adadelta(NDManager base, FlatParameters parameters, Settings settings) {
    super(base, parameters, settings, SOURCE, SQUARE, DELTA);
    this.settings = settings;
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    run(
        "step",
        values,
        gradients,
        buffer(SQUARE),
        buffer(DELTA),
        learningRate,
        settings.rho,
        settings.epsilon,
        settings.weightDecay,
        gradientScale);
  }

  /**
   * Settings of {@link Adadelta}.
   *
   * @param rho decay of the means, in [0, 1)
   * @param epsilon added to the means before the root, greater than 0: without it the first step is
   *     none
   * @param weightDecay factor of the L2 penalty's gradient, at least 0
   */
  public record Settings(double rho, double epsilon, double weightDecay)
      implements OptimizerConfig {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireDecay("--adadelta-rho", rho);
      Ranges.requirePositive("--adadelta-eps", epsilon);
      Ranges.requireNotNegative("--weight-decay", weightDecay);
    }

    /**
     * fairseq's defaults.
     *
     * @return rho 0.9, epsilon 1e-6, no weight decay
     */
    public static Settings defaults() {
      return new Settings(0.9, 1e-6, 0);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new Adadelta(base, parameters, this);
    }
  }
}
