package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.LayerNorm;
import ai.nmt.tensor.Pass;

/** Post-LN: LN(x + f(x)) (Vaswani et al. 2017). */
public record PostNorm() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new Connection(subLayer, dim, dropout);
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
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
      return x;
    }

    @Override
    NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
      return norm.ofSum(pass, x, f, ONE, drop);
    }
  }
}
