package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Adafactor (Shazeer and Stern, 2018, algorithms 4 and 5) with decoupled weight decay: of the mean
 * squares of a matrix only the means of rows and columns are kept. With {@code β = 1 - t^decay},
 *
 * <pre>
 * r ← β·r + (1-β)·mean_columns(g² + ε1)        c ← β·c + (1-β)·mean_rows(g² + ε1)
 * u = g / √(r·c / mean(r))                      (vectors: v ← β·v + (1-β)(g² + ε1), u = g / √v)
 * u ← u / max(1, RMS(u) / threshold)
 * u ← m ← β1·m + (1-β1)·α·u                     (without β1: u ← α·u)
 * p ← p - α·wd·p - u
 * </pre>
 *
 * where α is the learning rate, with {@code --relative-step} min(1e-2, 1/√t) instead (with {@code
 * --warmup-init} min(1e-6·t, 1/√t)), with {@code --scale-parameter} times max(ε2, RMS(p)).
 */
public final class Adafactor extends FlatOptimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq.";
  private static final String ROW = "exp_avg_sq_row.";
  private static final String COLUMN = "exp_avg_sq_col.";

  /** Matrices first, one view each; the norm goes through rows, which keeps float32's digits. */
  private static final String SOURCE =
      """
      def rms(self: __torch__.Ops, x: Tensor) -> Tensor:
        norm = torch.linalg_vector_norm(torch.linalg_vector_norm(x, 2, [-1]), 2)
        return torch.div(norm, torch.pow(torch.numel(x), 0.5))
      def update(self: __torch__.Ops, p: Tensor, g: Tensor, u: Tensor, m: List[Tensor], lr: float,
          beta1: float, decay: float, eps2: float, threshold: float, scaled: bool) -> Tensor:
        u = torch.mul_(u, g)
        u = torch.div_(u, torch.clamp_min(torch.div((self).rms(u), threshold), 1.))
        rate = torch.mul(torch.ones_like((self).rms(p)), lr)
        if scaled:
          rate = torch.mul_(rate, torch.clamp_min((self).rms(p), eps2))
        u = torch.mul_(u, rate)
        if torch.ne(torch.len(m), 0):
          u = torch.add_(torch.mul_(m[0], beta1), u, alpha=torch.sub(1., beta1))
        if torch.ne(decay, 0.):
          p = torch.mul_(p, torch.rsub(torch.mul(rate, decay), 1.))
        return torch.sub_(p, u)
      def factored(self: __torch__.Ops, p: Tensor, g: Tensor, r: Tensor, c: Tensor,
          m: List[Tensor], lr: float, beta1: float, beta2: float, decay: float, eps1: float,
          eps2: float, threshold: float, scaled: bool, scale: float) -> Tensor:
        g = torch.mul_(g, scale)
        u = torch.add_(torch.mul(g, g), eps1)
        rest = torch.sub(1., beta2)
        r = torch.add_(torch.mul_(r, beta2), torch.mean(u, [-1]), alpha=rest)
        c = torch.add_(torch.mul_(c, beta2), torch.mean(u, [-2]), alpha=rest)
        row = torch.rsqrt_(torch.div(r, torch.mean(r, [-1], True)))
        column = torch.rsqrt(c)
        u = torch.mul(torch.unsqueeze(row, -1), torch.unsqueeze(column, -2))
        return (self).update(p, g, u, m, lr, beta1, decay, eps2, threshold, scaled)
      def whole(self: __torch__.Ops, p: Tensor, g: Tensor, v: Tensor, m: List[Tensor], lr: float,
          beta1: float, beta2: float, decay: float, eps1: float, eps2: float, threshold: float,
          scaled: bool, scale: float) -> Tensor:
        g = torch.mul_(g, scale)
        u = torch.add_(torch.mul(g, g), eps1)
        v = torch.add_(torch.mul_(v, beta2), u, alpha=torch.sub(1., beta2))
        return (self).update(p, g, torch.rsqrt(v), m, lr, beta1, decay, eps2, threshold, scaled)
      def own(self: __torch__.Ops, means: List[Tensor], index: int) -> List[Tensor]:
        mean = annotate(List[Tensor], [])
        if torch.ne(torch.len(means), 0):
          mean = [means[index]]
        return mean
      def step(self: __torch__.Ops, values: List[Tensor], gradients: List[Tensor],
          rows: List[Tensor], columns: List[Tensor], squares: List[Tensor], means: List[Tensor],
          lr: float, beta1: float, beta2: float, decay: float, eps1: float, eps2: float,
          threshold: float, scaled: bool, scale: float) -> Tensor:
        matrices = torch.len(rows)
        for i in range(matrices):
          done = (self).factored(values[i], gradients[i], rows[i], columns[i],
              (self).own(means, i), lr, beta1, beta2, decay, eps1, eps2, threshold, scaled, scale)
        for j in range(torch.len(squares)):
          k = torch.add(matrices, j)
          done = (self).whole(values[k], gradients[k], squares[j], (self).own(means, k), lr,
              beta1, beta2, decay, eps1, eps2, threshold, scaled, scale)
        return torch.zeros([1], dtype=6)
      """;

  private final Settings settings;
  private final List<NamedParameter> order;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param settings settings
   */
  public Adafactor(NDManager base, FlatParameters parameters, Settings settings) {
    super(
        base,
        parameters,
        settings,
        SOURCE,
        settings.beta1 == 0 ? new String[0] : new String[] {MEAN});
    this.settings = settings;
    List<NamedParameter> matrices = new ArrayList<>();
    List<NamedParameter> vectors = new ArrayList<>();
    trainable().forEach(one -> (isFactored(one) ? matrices : vectors).add(one));
    matrices.forEach(this::declareFactors);
    vectors.forEach(one -> declare(SQUARE + one.name(), one.shape(), DataType.FLOAT32));
    matrices.addAll(vectors);
    this.order = List.copyOf(matrices);
  }

  private static boolean isFactored(NamedParameter parameter) {
    return parameter.shape().dimension() >= 2;
  }

  private void declareFactors(NamedParameter matrix) {
    Shape shape = matrix.shape();
    int last = shape.dimension() - 1;
    declare(ROW + matrix.name(), shape.slice(0, last), DataType.FLOAT32);
    declare(
        COLUMN + matrix.name(), shape.slice(0, last - 1).add(shape.get(last)), DataType.FLOAT32);
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    try (NDManager scratch = scratch()) {
      run(
          "step",
          views(scratch, values, order),
          views(scratch, gradients, order),
          singles(ROW),
          singles(COLUMN),
          singles(SQUARE),
          settings.beta1 == 0 ? new NDArray[0] : views(scratch, buffer(MEAN), order),
          settings.rate(learningRate, count()),
          settings.beta1,
          1 - Math.pow((double) count(), settings.decayRate),
          settings.weightDecay,
          settings.epsilon1,
          settings.epsilon2,
          settings.clipThreshold,
          settings.scaleParameter,
          gradientScale);
    }
  }

  private NDArray[] singles(String kind) {
    return order.stream()
        .map(parameter -> single(kind + parameter.name()))
        .filter(array -> array != null)
        .toArray(NDArray[]::new);
  }

  /**
   * Settings of {@link Adafactor}.
   *
   * @param epsilon1 added to squared gradients, greater than 0
   * @param epsilon2 smallest scale of a parameter, at least 0
   * @param clipThreshold largest root mean square of an update at learning rate 1, above 0
   * @param decayRate exponent of the mean squares' decay, below 0
   * @param beta1 decay of the mean of updates, in [0, 1); 0 keeps none
   * @param weightDecay share of a parameter that one step at learning rate 1 takes away
   * @param scaleParameter whether the learning rate is relative to a parameter's size
   * @param relativeStep whether the learning rate follows from the number of steps alone
   * @param warmupInit whether it then begins at 1e-6
   */
  public record Settings(
      double epsilon1,
      double epsilon2,
      double clipThreshold,
      double decayRate,
      double beta1,
      double weightDecay,
      boolean scaleParameter,
      boolean relativeStep,
      boolean warmupInit)
      implements OptimizerConfig {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Ranges.requirePositive("--adafactor-eps' first number", epsilon1);
      Ranges.requireNotNegative("--adafactor-eps' second number", epsilon2);
      Ranges.requirePositive("--clip-threshold", clipThreshold);
      if (!(decayRate < 0)) {
        throw new IllegalArgumentException("--decay-rate must be below 0, but is " + decayRate);
      }
      Ranges.requireDecay("--beta1", beta1);
      Ranges.requireNotNegative("--weight-decay", weightDecay);
      if (warmupInit && !relativeStep) {
        throw new IllegalArgumentException("--warmup-init needs --relative-step");
      }
    }

    /**
     * fairseq's defaults.
     *
     * @return epsilons 1e-30 and 1e-3, threshold 1, decay rate -0.8, all else off
     */
    public static Settings defaults() {
      return new Settings(1e-30, 1e-3, 1, -0.8, 0, 0, false, false, false);
    }

    @Override
    public Optimizer create(NDManager base, FlatParameters parameters) {
      return new Adafactor(base, parameters, this);
    }

    /** The learning rate before it is scaled. */
    double rate(double learningRate, long step) {
      if (!relativeStep) {
        return learningRate;
      }
      return Math.min(warmupInit ? 1e-6 * step : 1e-2, 1 / Math.sqrt((double) step));
    }
  }
}
