package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.LayerNorm;
import ai.nmt.tensor.Pass;
import java.util.List;

/**
 * ReZero with Post-LN: LN(x + α · f(x)), α = 0 at the start, one α per layer (Bachlechner et al.
 * 2020, "ReZero is All You Need", section 3, and Liu et al. 2020).
 */
public record ReZeroPostNorm() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new Connection(subLayer, dim, dropout, new Gate());
  }

  @Override
  public List<ResidualConnection> connections(List<SubLayer> layer, int dim, Dropout dropout) {
    Gate shared = new Gate();
    return layer.stream()
        .<ResidualConnection>map(subLayer -> new Connection(subLayer, dim, dropout, shared))
        .toList();
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
  }

  private static final class Connection extends ResidualConnection {
    private final Gate gate;
    private final LayerNorm norm;

    Connection(SubLayer subLayer, int dim, Dropout dropout, Gate gate) {
      super(dim, dropout);
      this.gate = child("", gate);
      this.norm = child(subLayer.normName(), new LayerNorm(dim));
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
      return norm.forward(pass, gate.add(pass, x, f, drop));
    }
  }
}
