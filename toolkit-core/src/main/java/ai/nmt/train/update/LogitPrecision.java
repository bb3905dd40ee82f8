package ai.nmt.train.update;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.ScriptModule;

/** The way of logits to float32, in which the loss is computed, and of its gradient back. */
final class LogitPrecision {
  private static final String SOURCE =
      """
      def full(self: __torch__.Ops, x: Tensor) -> Tensor:
        return torch.detach(torch.to(x, 6))
      def scaled(self: __torch__.Ops, gradient: Tensor, scale: float, like: Tensor) -> Tensor:
        if torch.ne(scale, 1.):
          gradient = torch.mul_(gradient, scale)
        return torch.to(gradient, ops.prim.dtype(like))
      """;

  private final ScriptModule operations;

  LogitPrecision(NDManager base) {
    this.operations = ScriptModule.compile(base, SOURCE);
  }

  /** The logits in float32; those that are, themselves. */
  NDArray full(NDManager owner, NDArray logits) {
    return operations.call(owner, "full", logits);
  }

  /** The gradient times the loss scale, in the logits' precision. */
  NDArray scaled(NDManager owner, NDArray gradient, double scale, NDArray logits) {
    return operations.call(owner, "scaled", gradient, scale, logits);
  }
}
