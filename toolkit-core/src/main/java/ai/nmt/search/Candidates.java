package ai.nmt.search;

/**
 * The best next tokens of every row.
 *
 * @param width candidates per row
 * @param tokens token ids, rows x width, the best first in every row
 * @param logProbabilities natural-log probabilities after all adjustments, rows x width, descending
 *     in every row; negative infinity marks a place without candidate
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared or changed
public record Candidates(int width, int[] tokens, float[] logProbabilities) {
  /** Checks the shapes. */
  public Candidates {
    if (width < 1 || tokens.length % width != 0 || tokens.length != logProbabilities.length) {
      throw new IllegalArgumentException(
          "candidates of width "
              + width
              + " with "
              + tokens.length
              + " tokens and "
              + logProbabilities.length
              + " log-probabilities; expected rows x width of both");
    }
  }
}
