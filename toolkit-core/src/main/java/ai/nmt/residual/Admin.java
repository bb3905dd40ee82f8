package ai.nmt.residual;

import ai.nmt.nn.Dropout;

/**
 * Admin: LN(ω ⊙ x + f(x)) with a trainable D-vector ω per sub-layer that starts at one profiled
 * number (Liu et al. 2020, "Understanding the Difficulty of Training Transformers", eq. 4).
 */
public record Admin() implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new TrainedFactor(subLayer, dim, dropout, 1);
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
  }

  @Override
  public boolean foldsIntoPostNorm() {
    return true;
  }
}
