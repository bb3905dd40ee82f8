package ai.nmt.search;

/**
 * A finished translation.
 *
 * @param tokens target token ids, the last one {@code </s>}
 * @param tokenScores log-probability of each token, after the search's adjustments
 * @param score the score that hypotheses are ranked by, see {@link LengthPenalty}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared or changed
public record Hypothesis(int[] tokens, float[] tokenScores, float score) {
  /** Checks that every token has a score. */
  public Hypothesis {
    if (tokens.length != tokenScores.length) {
      throw new IllegalArgumentException(
          tokens.length + " tokens with " + tokenScores.length + " scores");
    }
  }
}
