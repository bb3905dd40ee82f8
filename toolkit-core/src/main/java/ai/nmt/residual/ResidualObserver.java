package ai.nmt.residual;

import ai.djl.ndarray.NDArray;

/** Sees what a residual connection joins. */
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

  /**
   * Called in each forward pass, after shortcut and branch were joined.
   *
   * @param connection the connection
   * @param output the sub-layer's output, (B, T, D), normalised where the scheme normalises after
   *     it
   */
  default void joined(ResidualConnection connection, NDArray output) {}
}
