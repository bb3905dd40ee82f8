package ai.nmt.train;

/**
 * When a training ends by itself.
 *
 * @param maxEpoch last epoch ({@code --max-epoch}); 0 = no limit
 * @param maxUpdate last update ({@code --max-update}); 0 = no limit
 * @param minLearningRate a new epoch begins only while the learning rate is above this ({@code
 *     --min-lr}); -1 = no limit
 */
public record StoppingConfig(int maxEpoch, long maxUpdate, double minLearningRate) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public StoppingConfig {
    if (maxEpoch < 0) {
      throw new IllegalArgumentException(
          "--max-epoch must be at least 1, or 0 for no limit, but is " + maxEpoch);
    }
    if (maxUpdate < 0) {
      throw new IllegalArgumentException(
          "--max-update must be at least 1, or 0 for no limit, but is " + maxUpdate);
    }
    if (Double.isNaN(minLearningRate)) {
      throw new IllegalArgumentException("--min-lr must be a number");
    }
  }

  /**
   * Training without end, as fairseq's defaults have it.
   *
   * @return no limits
   */
  public static StoppingConfig defaults() {
    return new StoppingConfig(0, 0, -1);
  }
}
