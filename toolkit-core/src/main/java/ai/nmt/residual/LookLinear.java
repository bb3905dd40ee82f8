package ai.nmt.residual;

import ai.nmt.nn.Dropout;
import ai.nmt.nn.FeedForwardWeights;
import ai.nmt.nn.Initialization;

/**
 * LookLinear: Post-LN whose feed-forward layers are linear maps at the start, because relu(u) -
 * relu(-u) = u (Balduzzi et al. 2017, "The Shattered Gradients Problem", section 4): the lower half
 * of W₁ is the negative of its upper half, the right half of W₂ the negative of its left half.
 */
public record LookLinear() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new PostNorm().connection(subLayer, dim, dropout);
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
  }

  @Override
  public FeedForwardWeights feedForwardWeights() {
    Initialization xavier = Initialization.xavierUniform();
    return new FeedForwardWeights(xavier.mirroringRows(), xavier.mirroringColumns());
  }
}
