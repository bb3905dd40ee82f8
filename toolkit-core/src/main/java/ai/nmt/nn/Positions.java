package ai.nmt.nn;

import ai.djl.ndarray.NDArray;

/**
 * Position vectors, one row per position: row {@code padding + 1 + i} belongs to a sentence's i-th
 * token, the padding symbol's row is zero.
 */
public abstract sealed class Positions extends Layer permits SinusoidalPositions, LearnedPositions {
  private final int maxPositions;

  Positions(int maxPositions) {
    this.maxPositions = maxPositions;
  }

  /**
   * The longest sentence there are positions for.
   *
   * @return number of tokens
   */
  public final int maxPositions() {
    return maxPositions;
  }

  /** Number of rows for so many positions. */
  static int rows(int maxPositions) {
    return maxPositions + TokenEmbedding.PADDING + 1;
  }

  /**
   * The table.
   *
   * @return (maxPositions + 2, D)
   */
  public abstract NDArray table();
}
