package ai.nmt.residual;

import ai.nmt.nn.Dropout;
import ai.nmt.nn.FeedForwardWeights;
import ai.nmt.nn.LinearInitialization;

/**
 * LookLinear: Post-LN whose feed-forward layers are linear maps at the start (affine ones where
 * biases do not begin at 0), because relu(u) - relu(-u) = u (Balduzzi et al. 2017, "The Shattered
 * Gradients Problem", section 4): the lower half of W₁ and of b₁ is the negative of the upper half,
 * the right half of W₂ the negative of its left half. What the halves hold is {@code
 * --initialization}'s.
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
  public FeedForwardWeights feedForwardWeights(LinearInitialization initialization) {
    FeedForwardWeights plain = initialization.feedForward();
    return new FeedForwardWeights(
        plain.first().mirroringRows(),
        plain.second().mirroringColumns(),
        plain.firstBias().mirrored(),
        plain.secondBias());
  }
}
