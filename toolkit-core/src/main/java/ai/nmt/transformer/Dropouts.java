package ai.nmt.transformer;

/**
 * The Transformer's dropout probabilities, each in [0, 1).
 *
 * @param residual after embedding plus position and after each branch ({@code --dropout})
 * @param attention on attention weights ({@code --attention-dropout})
 * @param activation after the feed-forward's activation ({@code --activation-dropout})
 */
public record Dropouts(double residual, double attention, double activation) {
  /**
   * fairseq's defaults.
   *
   * @return 0.1, 0, 0
   */
  public static Dropouts defaults() {
    return new Dropouts(0.1, 0, 0);
  }
}
