package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.Kernels;
import ai.nmt.nn.LayerNorm;
import ai.nmt.tensor.Pass;

/** Pre-LN: x + f(LN(x)), and one more LN at the end of the stack (Xiong et al. 2020). */
public record PreNorm() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new Connection(subLayer, dim, dropout);
  }

  @Override
  public boolean normalizesAtEnd() {
    return true;
  }

  private static final class Connection extends ResidualConnection {
    private static final NDArray[] ONE = {};

    private final LayerNorm norm;

    Connection(SubLayer subLayer, int dim, Dropout dropout) {
      super(dim, dropout);
      this.norm = child(subLayer.normName(), new LayerNorm(dim));
    }

    @Override
    NDArray branchInput(Pass pass, NDArray x) {
      return norm.forward(pass, x);
    }

    @Override
    NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
      return Kernels.call(pass.owner(), "add", x, f, ONE, drop);
    }
  }
}
