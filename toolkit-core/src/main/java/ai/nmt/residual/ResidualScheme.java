package ai.nmt.residual;

import ai.nmt.nn.Dropout;

/** How the sub-layers of a stack join branch and shortcut. */
public sealed interface ResidualScheme permits PostNorm, PreNorm, Admin {
  /**
   * Makes the connection of one sub-layer.
   *
   * @param subLayer which sub-layer it is
   * @param dim D
   * @param dropout dropout on the branch's result
   * @return the connection
   */
  ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout);

  /**
   * Whether the stack ends with one more layer normalisation.
   *
   * @return true where sub-layers do not normalise their results
   */
  boolean normalizesAtEnd();
}
