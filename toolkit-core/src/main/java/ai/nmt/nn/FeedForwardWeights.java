package ai.nmt.nn;

import java.util.Objects;

/**
 * How the matrices of a feed-forward layer are drawn.
 *
 * @param first W₁, (F, D)
 * @param second W₂, (D, F)
 */
public record FeedForwardWeights(Initialization first, Initialization second) {
  /** Checks that both are there. */
  public FeedForwardWeights {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
  }

  /**
   * fairseq's: Xavier uniform.
   *
   * @return the default
   */
  public static FeedForwardWeights defaults() {
    return new FeedForwardWeights(Initialization.xavierUniform(), Initialization.xavierUniform());
  }
}
