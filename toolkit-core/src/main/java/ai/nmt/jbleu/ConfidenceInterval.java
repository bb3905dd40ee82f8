package ai.nmt.jbleu;

/**
 * Where the score of similar corpora lies with a probability of 95%.
 *
 * @param mean the mean score of the resamples, in percent
 * @param halfWidth half the interval's width, in percent, at least 0
 */
public record ConfidenceInterval(double mean, double halfWidth) {

  /**
   * Formats the interval.
   *
   * @param digits number of digits behind the points, at least 0
   * @return for example {@code 31.1 ± 2.0}
   */
  public String format(int digits) {
    return Decimals.format(mean, digits) + " ± " + Decimals.format(halfWidth, digits);
  }
}
