package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.LayerNorm;
import ai.nmt.tensor.Pass;

/** LN(ω · x + f(x)) with a constant number ω, which no file holds. */
final class ConstantFactor extends ResidualConnection {
  private final LayerNorm norm;
  private final double omega;

  ConstantFactor(SubLayer subLayer, int dim, Dropout dropout, double omega) {
    super(dim, dropout);
    this.norm = child(subLayer.normName(), new LayerNorm(dim));
    this.omega = omega;
  }

  @Override
  public float[] shortcutFactor() {
    return filled(omega);
  }

  @Override
  NDArray branchInput(Pass pass, NDArray x) {
    return x;
  }

  @Override
  NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
    return norm.ofSum(pass, x, f, omega, drop);
  }
}
