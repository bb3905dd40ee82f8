package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Stochastic gradient descent with momentum (Polyak, 1964), the weight decay being an L2 penalty:
 *
 * <pre>
 * g ← g + wd·p        b ← μ·b + g        p ← p - lr·b
 * </pre>
 */
public final class Sgd extends FlatOptimizer {
  private static final String MOMENTUM = "momentum_buffer";

  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, p: Tensor, g: Tensor, b: List[Tensor], lr: float,
          momentum: float, decay: float, scale: float) -> Tensor:
        g = torch.add_(torch.mul_(g, scale), p, alpha=decay)
        if torch.ne(torch.len(b), 0):
          g = torch.add_(torch.mul_(b[0], momentum), g)
        return torch.sub_(p, g, alpha=lr)
      """;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public Sgd(NDManager base, FlatParameters parameters, Settings settings) {
    super(
        base,
        parameters,
        settings,
        SOURCE,
        settings.momentum == 0 ? new String[0] : new String[] {MOMENTUM});
    this.settings = settings;
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    NDArray[] momentum = settings.momentum == 0 ? new NDArray[0] : new NDArray[] {buffer(MOMENTUM)};
    run(
        "step",
        values,
        gradients,
        momentum,
        learningRate,
        settings.momentum,
        settings.weightDecay,
        gradientScale);
  }

  /**
   * Settings of {@link Sgd}.
   *
   * @param momentum share of the last step that is repeated, in [0, 1); 0 keeps no state
   * @param weightDecay factor of the L2 penalty's gradient, at least 0
   */
  public record Settings(double momentum, double weightDecay) implements OptimizerConfig {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireDecay("--momentum", momentum);
      Ranges.requireNotNegative("--weight-decay", weightDecay);
    }

    /**
     * fairseq's defaults.
     *
     * @return no momentum, no weight decay
     */
    public static Settings defaults() {
      return new Settings(0, 0);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new Sgd(base, parameters, this);
    }
  }
}
