package ai.nmt.train.update;

/**
 * Settings of {@link UpdateStep}.
 *
 * @param clipNorm largest allowed L2 norm of the gradient; 0 to measure only
 * @param sentenceAverage whether the gradient is divided by the number of sentences instead of
 *     target tokens
 * @param seed the run's seed
 * @param rank number of this process among those that train together, from 0
 */
public record UpdateConfig(double clipNorm, boolean sentenceAverage, long seed, int rank) {
  /** Validates the ranges. */
  public UpdateConfig {
    if (!(clipNorm >= 0)) {
      throw new IllegalArgumentException(
          "the norm to clip at is " + clipNorm + "; expected 0 (off) or more");
    }
    if (rank < 0) {
      throw new IllegalArgumentException("the rank is " + rank + "; expected 0 or more");
    }
  }

  /**
   * fairseq's defaults.
   *
   * @return no clipping, average over target tokens, seed 1, rank 0
   */
  public static UpdateConfig defaults() {
    return new UpdateConfig(0, false, 1, 0);
  }
}
