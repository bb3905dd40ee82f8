package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.tensor.FlatParameters;

/**
 * The native engine's fused Adam over the flat buffers, for the members of Adam's family that
 * differ in the size of the step alone.
 */
abstract class FusedAdam extends FlatOptimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";

  /** The lists must be arguments: in-place operators on list literals are removed as dead code. */
  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, values: List[Tensor], gradients: List[Tensor],
          means: List[Tensor], squares: List[Tensor], none: List[Tensor], count: float, lr: float,
          beta1: float, beta2: float, decay: float, eps: float, scale: float) -> Tensor:
        device = ops.prim.device(values[0])
        step = torch.full([], count, dtype=6, device=device)
        divisor = torch.full([], torch.div(1., scale), dtype=6, device=device)
        torch._fused_adamw_(values, gradients, means, squares, none, [step], lr=lr, beta1=beta1,
            beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False,
            grad_scale=divisor, found_inf=None)
        return step
      def shrink(self: __torch__.Ops, values: Tensor, factor: float) -> Tensor:
        return torch.mul_(values, factor)
      """;

  private final AdamConfig settings;

  FusedAdam(
      NDManager base, FlatParameters parameters, OptimizerConfig config, AdamConfig settings) {
    super(base, parameters, config, SOURCE, MEAN, SQUARE);
    this.settings = settings;
    verifyStep();
  }

  /**
   * Makes the step {@code p ← p - rate·decay·p - rate·√(1-β2^t)/(1-β1^t) · m / (√v + ε)}.
   *
   * @param rate at least 0; 0 brings m and v up to date only
   * @param decay weight decay per rate
   */
  final void fusedStep(
      NDArray values, NDArray gradients, double rate, double decay, double gradientScale) {
    apply(
        new NDArray[] {values, gradients, buffer(MEAN), buffer(SQUARE)},
        count(),
        rate,
        decay,
        gradientScale);
  }

  /** Takes a share of the parameters away. */
  final void shrink(NDArray values, double share) {
    run("shrink", values, 1 - share);
  }

  private void apply(
      NDArray[] buffers, long step, double rate, double decay, double gradientScale) {
    // The fused operation divides √v by √(1-β2^t) before it adds ε; ε is divided alike.
    double epsilon = settings.epsilon() / Math.sqrt(1 - Math.pow(settings.beta2(), (double) step));
    run(
        "step",
        new NDArray[] {buffers[0]},
        new NDArray[] {buffers[1]},
        new NDArray[] {buffers[2]},
        new NDArray[] {buffers[3]},
        new NDArray[0],
        (double) step,
        rate,
        settings.beta1(),
        settings.beta2(),
        decay,
        epsilon,
        gradientScale);
  }

  /** The first step moves a parameter by the learning rate against its gradient's sign. */
  private void verifyStep() {
    try (NDManager scratch = scratch()) {
      NDArray value = scratch.create(new float[] {0, 0});
      NDArray gradient = scratch.create(new float[] {3, -5});
      NDArray mean = scratch.zeros(new Shape(2));
      NDArray square = scratch.zeros(new Shape(2));
      apply(new NDArray[] {value, gradient, mean, square}, 1, 0.5, 0, 1);
      float[] moved = value.toFloatArray();
      if (Math.abs(moved[0] + 0.5) > 1e-3 || Math.abs(moved[1] - 0.5) > 1e-3) {
        throw new IllegalStateException(
            "the native engine's Adam does not change the weights as it should: expected -0.5 and"
                + " 0.5, got "
                + moved[0]
                + " and "
                + moved[1]);
      }
    }
  }
}
