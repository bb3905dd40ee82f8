package ai.nmt.batch;

/**
 * How a corpus is cut into batches.
 *
 * @param limits how large a batch may get
 * @param filter which sentence pairs are too long
 * @param seed decides which of equally long pairs come together ({@code --seed})
 */
public record BatchingConfig(BatchLimits limits, LengthFilter filter, long seed) {

  /**
   * fairseq's defaults in training: limits and filter of their own defaults, seed 1.
   *
   * @return the configuration
   */
  public static BatchingConfig defaults() {
    return new BatchingConfig(BatchLimits.defaults(), LengthFilter.defaults(), 1);
  }

  /**
   * This configuration with other limits.
   *
   * @param changed how large a batch may get
   * @return the changed configuration
   */
  public BatchingConfig withLimits(BatchLimits changed) {
    return new BatchingConfig(changed, filter, seed);
  }

  /**
   * This configuration with another filter.
   *
   * @param changed which sentence pairs are too long
   * @return the changed configuration
   */
  public BatchingConfig withFilter(LengthFilter changed) {
    return new BatchingConfig(limits, changed, seed);
  }

  /**
   * This configuration with another seed.
   *
   * @param changed the run's seed
   * @return the changed configuration
   */
  public BatchingConfig withSeed(long changed) {
    return new BatchingConfig(limits, filter, changed);
  }
}
