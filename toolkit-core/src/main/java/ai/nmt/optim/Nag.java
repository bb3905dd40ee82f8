package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.tensor.FlatParameters;

/**
 * Nesterov's accelerated gradient in the form of Bengio et al. (2013, "Advances in Optimizing
 * Recurrent Networks", section 3.5) with decoupled weight decay; the momentum follows the learning
 * rate, c = lr / last lr:
 *
 * <pre>
 * p ← p - lr·wd·p
 * p ← p + μ²·c·b - (1+μ)·lr·g        b ← μ·c·b - lr·g
 * </pre>
 *
 * <p>Where the last learning rate was 0, c is the learning rate itself, as in fairseq.
 */
public final class Nag extends FlatOptimizer {
  private static final String MOMENTUM = "momentum_buffer";
  private static final String LAST_RATE = "lr_old";

  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, p: Tensor, g: Tensor, b: Tensor, last: Tensor, lr: float,
          momentum: float, correction: float, shrink: float, scale: float) -> Tensor:
        g = torch.mul_(g, scale)
        if torch.ne(shrink, 1.):
          p = torch.mul_(p, shrink)
        factor = torch.mul(torch.mul(momentum, momentum), correction)
        p = torch.add_(p, b, alpha=factor)
        p = torch.sub_(p, g, alpha=torch.mul(torch.add(momentum, 1.), lr))
        b = torch.mul_(b, torch.mul(momentum, correction))
        b = torch.sub_(b, g, alpha=lr)
        return torch.fill_(last, lr)
      """;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public Nag(NDManager base, FlatParameters parameters, Settings settings) {
    super(base, parameters, settings, SOURCE, MOMENTUM);
    this.settings = settings;
    declare(LAST_RATE, new Shape(1), DataType.FLOAT64);
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    double last = count() == 1 ? learningRate : single(LAST_RATE).toDoubleArray()[0];
    run(
        "step",
        values,
        gradients,
        buffer(MOMENTUM),
        single(LAST_RATE),
        learningRate,
        settings.momentum,
        last > 0 ? learningRate / last : learningRate,
        1 - learningRate * settings.weightDecay,
        gradientScale);
  }

  /**
   * Settings of {@link Nag}.
   *
   * @param momentum share of the last step that is repeated, in [0, 1)
   * @param weightDecay share of a parameter that one step at learning rate 1 takes away
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
     * @return momentum 0.99, no weight decay
     */
    public static Settings defaults() {
      return new Settings(0.99, 0);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new Nag(base, parameters, this);
    }
  }
}
