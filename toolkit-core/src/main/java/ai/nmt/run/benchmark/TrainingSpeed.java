package ai.nmt.run.benchmark;

/**
 * How fast training was.
 *
 * @param parameters number of trained parameters
 * @param threads threads within one operation
 * @param updates timed updates
 * @param targetTokens target tokens of those updates, padding excluded
 * @param seconds time of those updates
 * @param flops floating point operations of those updates, counted by {@link MatmulFlops}
 * @param peakFlops the machine's peak in floating point operations per second
 */
public record TrainingSpeed(
    long parameters,
    int threads,
    int updates,
    long targetTokens,
    double seconds,
    double flops,
    double peakFlops) {
  /**
   * The figure that fairseq calls wps.
   *
   * @return target words (subwords) per second
   */
  public double wordsPerSecond() {
    return targetTokens / seconds;
  }

  /**
   * The rate of useful matrix products.
   *
   * @return floating point operations per second
   */
  public double flopsPerSecond() {
    return flops / seconds;
  }

  /**
   * How much of the machine's peak training reaches.
   *
   * @return from 0 to 1
   */
  public double shareOfPeak() {
    return flopsPerSecond() / peakFlops;
  }
}
