package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.Initialization;
import ai.nmt.nn.LayerNorm;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;

/** LN(ω ⊙ x + f(x)) with a trainable D-vector ω. */
final class TrainedFactor extends ResidualConnection {
  private final LayerNorm norm;
  private final Parameter omega;
  private final String name;

  /** Makes the connection; every element of ω begins with {@code start}. */
  TrainedFactor(SubLayer subLayer, int dim, Dropout dropout, double start) {
    super(dim, dropout);
    this.norm = child(subLayer.normName(), new LayerNorm(dim));
    this.name = subLayer.ratioName();
    this.omega = parameter(name, new Shape(dim), Initialization.constant((float) start));
  }

  @Override
  public void setRatio(double ratio) {
    try (NDManager scope = omega.getArray().getManager().newSubManager()) {
      NDArray values = scope.full(omega.getShape(), (float) ratio);
      new NamedParameter(name, omega, true).assign(values);
    }
  }

  @Override
  public float[] shortcutFactor() {
    return omega.getArray().toFloatArray();
  }

  @Override
  NDArray branchInput(Pass pass, NDArray x) {
    return x;
  }

  @Override
  NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
    return norm.ofSum(pass, x, f, optional(omega.getArray()), drop);
  }
}
