package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.ScriptModule;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter,
 * 2019), in one fused operation over the flat buffers:
 *
 * <pre>
 * p ← p - lr·wd·p
 * m ← β1·m + (1-β1)·g        v ← β2·v + (1-β2)·g²
 * p ← p - lr·√(1-β2^t)/(1-β1^t) · m / (√v + ε)
 * </pre>
 *
 * <p>As in fairseq, ε is added to the root of the uncorrected v.
 */
public final class Adam implements Optimizer {
  private static final String MEAN = "exp_avg.";
  private static final String SQUARE = "exp_avg_sq.";
  private static final String STEP = "step";

  /** The lists must be arguments: in-place operators on list literals are removed as dead code. */
  private static final String SOURCE =
      """
      def step(self: __torch__.Ops, values: List[Tensor], gradients: List[Tensor],
          means: List[Tensor], squares: List[Tensor], none: List[Tensor], count: float, lr: float,
          beta1: float, beta2: float, decay: float, eps: float, scale: float) -> Tensor:
        step = torch.full([], count, dtype=6)
        divisor = torch.full([], torch.div(1., scale), dtype=6)
        torch._fused_adamw_(values, gradients, means, squares, none, [step], lr=lr, beta1=beta1,
            beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False,
            grad_scale=divisor, found_inf=None)
        return step
      """;

  private final AdamConfig config;
  private final FlatParameters parameters;
  private final NDManager manager;
  private final ScriptModule operations;
  private final NDArray means;
  private final NDArray squares;
  private long count;

  /**
   * Makes an optimiser without history, and verifies on a scratch buffer that its step does what
   * the equation says.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param config settings
   */
  public Adam(NDManager base, FlatParameters parameters, AdamConfig config) {
    this.config = config;
    this.parameters = parameters;
    this.manager = base.newSubManager();
    this.operations = ScriptModule.compile(manager, SOURCE);
    Shape shape = parameters.values().getShape();
    this.means = manager.zeros(shape);
    this.squares = manager.zeros(shape);
    verifyStep();
  }

  @Override
  public void step(double learningRate, double gradientScale) {
    apply(
        parameters.values(),
        parameters.gradients(),
        means,
        squares,
        ++count,
        learningRate,
        gradientScale);
  }

  private void apply(
      NDArray values,
      NDArray gradients,
      NDArray means,
      NDArray squares,
      long count,
      double learningRate,
      double gradientScale) {
    // The fused operation divides √v by √(1-β2^t) before it adds ε; ε is divided alike.
    double epsilon = config.epsilon() / Math.sqrt(1 - Math.pow(config.beta2(), (double) count));
    operations
        .call(
            manager,
            "step",
            new NDArray[] {values},
            new NDArray[] {gradients},
            new NDArray[] {means},
            new NDArray[] {squares},
            new NDArray[0],
            (double) count,
            learningRate,
            config.beta1(),
            config.beta2(),
            config.weightDecay(),
            epsilon,
            gradientScale)
        .close();
  }

  /** The first step moves a parameter by the learning rate against its gradient's sign. */
  private void verifyStep() {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray value = scratch.create(new float[] {0, 0});
      NDArray gradient = scratch.create(new float[] {3, -5});
      NDArray mean = scratch.zeros(new Shape(2));
      NDArray square = scratch.zeros(new Shape(2));
      apply(value, gradient, mean, square, 1, 0.5, 1);
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

  @Override
  public SortedMap<String, NDArray> state(NDManager owner) {
    SortedMap<String, NDArray> state = new TreeMap<>();
    for (NamedParameter parameter : parameters.parameters()) {
      if (parameter.trainable()) {
        String name = parameter.name();
        state.put(MEAN + name, parameters.slice(owner, means, name));
        state.put(SQUARE + name, parameters.slice(owner, squares, name));
      }
    }
    state.put(STEP, owner.create(new float[] {count}));
    return state;
  }

  @Override
  public void restore(SortedMap<String, NDArray> state) {
    try (NDManager scratch = manager.newSubManager()) {
      requireNames(state.keySet(), state(scratch).keySet());
    }
    for (Map.Entry<String, NDArray> entry : state.entrySet()) {
      String name = entry.getKey();
      if (name.startsWith(MEAN)) {
        parameters.set(means, name.substring(MEAN.length()), entry.getValue());
      } else if (name.startsWith(SQUARE)) {
        parameters.set(squares, name.substring(SQUARE.length()), entry.getValue());
      }
    }
    count = (long) state.get(STEP).toFloatArray()[0];
  }

  private static void requireNames(Set<String> given, Set<String> expected) {
    TreeSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(given);
    TreeSet<String> unknown = new TreeSet<>(given);
    unknown.removeAll(expected);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new InputException(
          "the saved state is not that of Adam for this model: missing "
              + missing
              + ", unknown "
              + unknown
              + "; start with a fresh optimiser (--reset-optimizer) or use the model it belongs to");
    }
  }

  @Override
  public void close() {
    operations.close();
    manager.close();
  }
}
