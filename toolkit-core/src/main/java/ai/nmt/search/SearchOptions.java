package ai.nmt.search;

/**
 * What a beam search looks for.
 *
 * @param beam hypotheses that stay active per sentence, and finished ones that end its search; at
 *     least 1
 * @param limits minimum and maximum length
 * @param penalty score of finished hypotheses
 * @param unknownPenalty subtracted from the log-probability of {@code <unk>}; above 0 means fewer
 *     unknown words
 */
public record SearchOptions(
    int beam, LengthLimits limits, LengthPenalty penalty, double unknownPenalty) {
  /** Checks the beam and the penalty. */
  public SearchOptions {
    if (beam < 1) {
      throw new IllegalArgumentException("the beam is " + beam + "; expected 1 or more (--beam)");
    }
    if (!Double.isFinite(unknownPenalty)) {
      throw new IllegalArgumentException(
          "the penalty of unknown words is "
              + unknownPenalty
              + "; expected a finite number (--unkpen)");
    }
  }

  /**
   * Beam 5, mean log-probability per token, no penalty of unknown words.
   *
   * @return the defaults
   */
  public static SearchOptions defaults() {
    return new SearchOptions(5, LengthLimits.defaults(), LengthPenalty.defaults(), 0);
  }

  /**
   * Candidates that are looked at per hypothesis and per sentence in each step.
   *
   * @return twice the beam, so that {@code beam} remain if {@code beam} of them end the sentence
   */
  public int candidates() {
    return 2 * beam;
  }
}
