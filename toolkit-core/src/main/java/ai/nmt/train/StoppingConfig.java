package ai.nmt.train;

/**
 * When a training ends by itself.
 *
 * @param maxEpoch last epoch ({@code --max-epoch}); 0 = no limit
 * @param maxUpdate last update ({@code --max-update}); 0 = no limit
 * @param minLearningRate a new epoch begins only while the learning rate is above this ({@code
 *     --min-lr}); -1 = no limit
 * @param stopLearningRate the same for stopping alone, where {@code --min-lr} is a schedule's lower
 *     end ({@code --stop-min-lr}); -1 = no limit
 * @param maxHours hours of training, interruptions excluded, after which the update under way is
 *     the last ({@code --stop-time-hours}); 0 = no limit
 * @param patience ends after so many validations in a row without a better value of {@code
 *     --best-checkpoint-metric} ({@code --patience}); -1 = no limit
 */
public record StoppingConfig(
    int maxEpoch,
    long maxUpdate,
    double minLearningRate,
    double stopLearningRate,
    double maxHours,
    int patience) {
  /** The value that sets no limit to learning rates and patience. */
  public static final int NO_LIMIT = -1;

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
    requireNumber("--min-lr", minLearningRate);
    requireNumber("--stop-min-lr", stopLearningRate);
    if (!(maxHours >= 0)) {
      throw new IllegalArgumentException(
          "--stop-time-hours must be greater than 0, or 0 for no limit, but is " + maxHours);
    }
    // 0 stands in checkpoints that were written before there was a patience.
    if (patience < NO_LIMIT) {
      throw new IllegalArgumentException(
          "--patience must be at least 1, or -1 for no limit, but is " + patience);
    }
  }

  /**
   * Limits without time and patience.
   *
   * @param maxEpoch last epoch; 0 = no limit
   * @param maxUpdate last update; 0 = no limit
   * @param minLearningRate as {@code --min-lr}; -1 = no limit
   */
  public StoppingConfig(int maxEpoch, long maxUpdate, double minLearningRate) {
    this(maxEpoch, maxUpdate, minLearningRate, NO_LIMIT, 0, NO_LIMIT);
  }

  /**
   * Training without end, as fairseq's defaults have it.
   *
   * @return no limits
   */
  public static StoppingConfig defaults() {
    return new StoppingConfig(0, 0, NO_LIMIT);
  }

  private static void requireNumber(String flag, double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(flag + " must be a number");
    }
  }
}
