package ai.nmt.nn;

import java.util.Objects;

/**
 * How the matrices and biases of a feed-forward layer are drawn.
 *
 * @param first W₁, (F, D)
 * @param second W₂, (D, F)
 * @param firstBias b₁, (F)
 * @param secondBias b₂, (D)
 */
public record FeedForwardWeights(
    Initialization first,
    Initialization second,
    BiasInitialization firstBias,
    BiasInitialization secondBias) {
  /** Checks that all are there. */
  public FeedForwardWeights {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(second, "second");
    Objects.requireNonNull(firstBias, "firstBias");
    Objects.requireNonNull(secondBias, "secondBias");
  }

  /**
   * fairseq 0.8's: Xavier uniform, biases 0.
   *
   * @return the default
   */
  public static FeedForwardWeights defaults() {
    Initialization xavier = Initialization.xavierUniform();
    return new FeedForwardWeights(
        xavier, xavier, BiasInitialization.ZEROS, BiasInitialization.ZEROS);
  }

  /**
   * The same biases with other matrices.
   *
   * @param newFirst W₁
   * @param newSecond W₂
   * @return the changed copy
   */
  public FeedForwardWeights withMatrices(Initialization newFirst, Initialization newSecond) {
    return new FeedForwardWeights(newFirst, newSecond, firstBias, secondBias);
  }
}
