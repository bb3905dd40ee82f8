package ai.nmt.transformer;

/**
 * Size and kind of the encoder or the decoder.
 *
 * @param layers number of layers
 * @param dim D, dimension of embeddings and layers
 * @param feedForwardDim F, inner dimension of the feed-forward layers
 * @param heads H, a divisor of {@code dim}
 * @param normalizeBefore Pre-LN: normalise before each sub-layer instead of after it
 * @param learnedPositions trained position vectors instead of sinusoids
 * @param maxPositions the longest sentence, in tokens with the end symbol
 */
public record StackConfig(
    int layers,
    int dim,
    int feedForwardDim,
    int heads,
    boolean normalizeBefore,
    boolean learnedPositions,
    int maxPositions) {
  /**
   * The base Transformer's stack (Vaswani et al. 2017, table 3).
   *
   * @return 6 layers of 512, feed-forward 2048, 8 heads, Post-LN, sinusoids, 1024 positions
   */
  public static StackConfig defaults() {
    return new StackConfig(6, 512, 2048, 8, false, false, 1024);
  }

  /**
   * The same with another number of layers.
   *
   * @param newLayers number of layers
   * @return the changed copy
   */
  public StackConfig withLayers(int newLayers) {
    return new StackConfig(
        newLayers, dim, feedForwardDim, heads, normalizeBefore, learnedPositions, maxPositions);
  }

  /**
   * The same with another width.
   *
   * @param newDim D
   * @param newFeedForwardDim F
   * @param newHeads H
   * @return the changed copy
   */
  public StackConfig withSizes(int newDim, int newFeedForwardDim, int newHeads) {
    return new StackConfig(
        layers,
        newDim,
        newFeedForwardDim,
        newHeads,
        normalizeBefore,
        learnedPositions,
        maxPositions);
  }

  /**
   * The same with another place of the normalisation.
   *
   * @param before whether to normalise before each sub-layer
   * @return the changed copy
   */
  public StackConfig withNormalizeBefore(boolean before) {
    return new StackConfig(
        layers, dim, feedForwardDim, heads, before, learnedPositions, maxPositions);
  }

  /**
   * The same with other positions.
   *
   * @param learned whether position vectors are trained
   * @param max the longest sentence, in tokens
   * @return the changed copy
   */
  public StackConfig withPositions(boolean learned, int max) {
    return new StackConfig(layers, dim, feedForwardDim, heads, normalizeBefore, learned, max);
  }
}
