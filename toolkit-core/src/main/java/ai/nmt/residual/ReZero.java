package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.tensor.Pass;
import java.util.List;

/**
 * ReZero: x + α · f(x) without any layer normalisation, α = 0 at the start, so that every layer
 * begins as the identity (Bachlechner et al. 2020, "ReZero is All You Need", eq. 1). The sub-layers
 * of a layer share one α.
 */
public record ReZero() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new Connection(dim, dropout, new Gate());
  }

  @Override
  public List<ResidualConnection> connections(List<SubLayer> layer, int dim, Dropout dropout) {
    Gate shared = new Gate();
    return layer.stream()
        .<ResidualConnection>map(subLayer -> new Connection(dim, dropout, shared))
        .toList();
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
  }

  private static final class Connection extends ResidualConnection {
    private final Gate gate;

    Connection(int dim, Dropout dropout, Gate gate) {
      super(dim, dropout);
      this.gate = child("", gate);
    }

    @Override
    public float branchFactor() {
      return gate.value();
    }

    @Override
    NDArray branchInput(Pass pass, NDArray x) {
      return x;
    }

    @Override
    NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
      return gate.add(pass, x, f, drop);
    }
  }
}
