package ai.nmt.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.loss.Criterion.Differentiated;
import ai.nmt.tensor.ScriptModule;

/**
 * The operations behind the criteria: smoothed negative log-likelihood and its gradient, computed
 * within the memory of the logits.
 */
final class WordLoss implements AutoCloseable {
  /**
   * With p = softmax(x), word y, smoothing ε and V words, loss = (1-ε)·(-log p_y) + ε/V·Σ_v(-log
   * p_v), hence d(loss)/dx = p - ε/V - (1-ε)·[v = y].
   */
  private static final String SOURCE =
      """
      def log_probabilities(self: __torch__.Ops, logits: Tensor) -> Tensor:
        x = torch.detach(torch.view(logits, [-1, torch.size(logits, -1)]))
        return torch._log_softmax(x, -1, False, out=x)
      def nll(self: __torch__.Ops, logp: Tensor, target: Tensor, pad: int) -> Tensor:
        y = torch.reshape(target, [-1, 1])
        picked = torch.masked_fill(torch.gather(logp, 1, y), torch.eq(y, pad), 0.)
        return torch.neg(torch.sum(picked, dtype=7))
      def smooth(self: __torch__.Ops, logp: Tensor, target: Tensor, pad: int) -> Tensor:
        rows = torch.sum(logp, [1])
        return torch.neg(torch.sum(torch.masked_fill(rows, torch.eq(torch.reshape(target, [-1]), pad), 0.), dtype=7))
      def gradient(self: __torch__.Ops, logits: Tensor, logp: Tensor, target: Tensor, smoothing: float, pad: int) -> Tensor:
        y = torch.reshape(target, [-1, 1])
        g = torch.exp_(logp)
        if smoothing != 0.:
          g = torch.sub_(g, torch.div(smoothing, torch.size(g, 1)))
        g = torch.scatter_add_(g, 1, y, torch.full_like(y, torch.sub(smoothing, 1.), dtype=6))
        if bool(torch.any(torch.eq(y, pad))):
          g = torch.masked_fill_(g, torch.eq(y, pad), 0.)
        return torch.view(g, torch.size(logits))
      """;

  private final ScriptModule operations;
  private final double smoothing;
  private final long padding;

  WordLoss(NDManager base, double smoothing, int padding) {
    this.operations = ScriptModule.compile(base, SOURCE);
    this.smoothing = smoothing;
    this.padding = padding;
  }

  Differentiated differentiate(NDManager owner, NDArray logits, NDArray target) {
    NDArray logProbabilities = operations.call(owner, "log_probabilities", logits);
    LossSums sums = sums(owner, logProbabilities, target);
    NDArray gradient =
        operations.call(owner, "gradient", logits, logProbabilities, target, smoothing, padding);
    return new Differentiated(sums, gradient);
  }

  LossSums evaluate(NDManager owner, NDArray logits, NDArray target) {
    return sums(owner, operations.call(owner, "log_probabilities", logits), target);
  }

  private LossSums sums(NDManager owner, NDArray logProbabilities, NDArray target) {
    double nll = scalar(operations.call(owner, "nll", logProbabilities, target, padding));
    if (smoothing == 0) {
      return new LossSums(nll, nll);
    }
    double all = scalar(operations.call(owner, "smooth", logProbabilities, target, padding));
    long words = logProbabilities.getShape().get(1);
    return new LossSums((1 - smoothing) * nll + smoothing / words * all, nll);
  }

  private static double scalar(NDArray array) {
    try (array) {
      return array.getDouble();
    }
  }

  @Override
  public void close() {
    operations.close();
  }
}
