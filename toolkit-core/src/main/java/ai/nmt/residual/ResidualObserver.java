package ai.nmt.residual;

import ai.djl.ndarray.NDArray;

/** Sees what a residual connection is about to join. */
@FunctionalInterface
public interface ResidualObserver {
  /**
   * Called in each forward pass, before shortcut and branch are joined.
   *
   * @param connection the connection
   * @param shortcut x, (B, T, D)
   * @param branch f(x) after dropout, (B, T, D)
   */
  void observe(ResidualConnection connection, NDArray shortcut, NDArray branch);
}
