package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.Initialization;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;

/**
 * Admin: LN(ω ⊙ x + f(x)) with a trainable D-vector ω per sub-layer that starts at one profiled
 * number (Liu et al. 2020, "Understanding the Difficulty of Training Transformers", eq. 4).
 */
public record Admin() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new Connection(subLayer, dim, dropout);
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
  }

  /** Admin's connection: ω is 1 until it is profiled or read from a file. */
  private static final class Connection extends ResidualConnection {
    private final Parameter omega;
    private final String name;

    Connection(SubLayer subLayer, int dim, Dropout dropout) {
      super(subLayer, dim, dropout);
      this.name = subLayer.ratioName();
      this.omega = parameter(name, new Shape(dim), Initialization.ONES);
    }

    @Override
    public void setRatio(double ratio) {
      try (NDManager scope = omega.getArray().getManager().newSubManager()) {
        NDArray values = scope.full(omega.getShape(), (float) ratio);
        new NamedParameter(name, omega, true).assign(values);
      }
    }

    @Override
    NDArray branchInput(Pass pass, NDArray x) {
      return x;
    }

    @Override
    NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
      return norm().ofSum(pass, x, f, optional(omega.getArray()), drop);
    }
  }
}
