package ai.nmt.residual;

import ai.nmt.nn.Dropout;

/**
 * Profile-free Admin: LN(ω ⊙ x + f(x)) with ω from a formula ({@link OutputChange}) instead of a
 * profile, as in the authors' library admin-torch. A trainable ω is a D-vector under Admin's names.
 *
 * @param omega ω, of every sub-layer of the stack
 * @param trainable whether training changes ω
 */
public record AdminTorch(double omega, boolean trainable) implements ResidualScheme {
  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return trainable
        ? new TrainedFactor(subLayer, dim, dropout, omega)
        : new ConstantFactor(subLayer, dim, dropout, omega);
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
