package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.tensor.FlatParameters;

/**
 * NovoGrad (Ginsburg et al., 2019, "Stochastic Gradient Methods with Layer-wise Adaptive Moments
 * for Training of Deep Networks", algorithm 1): gradients are divided by a moving norm of their
 * layer, here of each parameter array.
 *
 * <pre>
 * v ← β2·v + (1-β2)·‖g‖²     (the first step: v = ‖g‖²)
 * m ← β1·m + g / (√v + ε) + wd·p        p ← p - lr·m
 * </pre>
 */
public final class NovoGrad extends FlatOptimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq.";

  private static final String SOURCE =
      """
      def normalize(self: __torch__.Ops, g: Tensor, v: Tensor, beta2: float, eps: float,
          first: bool) -> Tensor:
        norm = torch.linalg_vector_norm(torch.linalg_vector_norm(g, 2, [-1]), 2)
        square = torch.mul(norm, norm)
        if first:
          v = torch.fill_(v, square)
        else:
          v = torch.add_(torch.mul_(v, beta2), square, alpha=torch.sub(1., beta2))
        return torch.div_(g, torch.add(torch.sqrt(v), eps))
      def step(self: __torch__.Ops, p: Tensor, g: Tensor, m: Tensor, gradients: List[Tensor],
          squares: List[Tensor], lr: float, beta1: float, beta2: float, eps: float, decay: float,
          first: bool, scale: float) -> Tensor:
        g = torch.mul_(g, scale)
        for i in range(torch.len(gradients)):
          done = (self).normalize(gradients[i], squares[i], beta2, eps, first)
        g = torch.add_(g, p, alpha=decay)
        m = torch.add_(torch.mul_(m, beta1), g)
        return torch.sub_(p, m, alpha=lr)
      """;

  private final Settings settings;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public NovoGrad(NDManager base, FlatParameters parameters, Settings settings) {
    super(base, parameters, settings, SOURCE, MEAN);
    this.settings = settings;
    trainable().forEach(one -> declare(SQUARE + one.name(), new Shape(1), DataType.FLOAT32));
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    try (NDManager scratch = scratch()) {
      NDArray[] squares =
          trainable().stream()
              .map(parameter -> single(SQUARE + parameter.name()))
              .toArray(NDArray[]::new);
      run(
          "step",
          values,
          gradients,
          buffer(MEAN),
          views(scratch, gradients, trainable()),
          squares,
          learningRate,
          settings.beta1,
          settings.beta2,
          settings.epsilon,
          settings.weightDecay,
          count() == 1,
          gradientScale);
    }
  }

  /**
   * Settings of {@link NovoGrad}.
   *
   * @param beta1 decay of the mean of gradients, in [0, 1)
   * @param beta2 decay of the squared norms, in [0, 1)
   * @param epsilon added to the norm, greater than 0: a layer may have no gradient
   * @param weightDecay factor of the weights that are added to the divided gradient, at least 0
   */
  public record Settings(double beta1, double beta2, double epsilon, double weightDecay)
      implements OptimizerConfig {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requireDecay("--novograd-betas' first number", beta1);
      Ranges.requireDecay("--novograd-betas' second number", beta2);
      Ranges.requirePositive("--novograd-eps", epsilon);
      Ranges.requireNotNegative("--weight-decay", weightDecay);
    }

    /**
     * The paper's betas.
     *
     * @return betas 0.95 and 0.98, epsilon 1e-8, no weight decay
     */
    public static Settings defaults() {
      return new Settings(0.95, 0.98, 1e-8, 0);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new NovoGrad(base, parameters, this);
    }
  }
}
