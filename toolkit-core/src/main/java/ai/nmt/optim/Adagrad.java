package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Adagrad (Duchi et al., 2011, section 1.1), the weight decay being an L2 penalty:
 *
 * <pre>
 * g ← g + wd·p        s ← s + g²        p ← p - lr · g / (√s + 1e-10)
 * </pre>
 */
public final class Adagrad extends FlatOptimizer {
  private static final String SUM = "sum";

  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, p: Tensor, g: Tensor, s: Tensor, lr: float, decay: float,
          scale: float) -> Tensor:
        g = torch.add_(torch.mul_(g, scale), p, alpha=decay)
        s = torch.addcmul_(s, g, g)
        root = torch.add_(torch.sqrt(s), 1.0e-10)
        return torch.addcdiv_(p, g, root, value=torch.neg(lr))
      """;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public Adagrad(NDManager base, FlatParameters parameters, Settings settings) {
    super(base, parameters, settings, SOURCE, SUM);
    this.settings = settings;
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    run("step", values, gradients, buffer(SUM), learningRate, settings.weightDecay, gradientScale);
  }

  /**
   * Settings of {@link Adagrad}.
   *
   * @param weightDecay factor of the L2 penalty's gradient, at least 0
   */
  public record Settings(double weightDecay) implements OptimizerConfig {
    /**
     * Validates the range.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireNotNegative("--weight-decay", weightDecay);
    }

    /**
     * fairseq's default.
     *
     * @return no weight decay
     */
    public static Settings defaults() {
      return new Settings(0);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new Adagrad(base, parameters, this);
    }
  }
}
