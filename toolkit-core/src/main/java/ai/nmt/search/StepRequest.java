package ai.nmt.search;

/**
 * What a search wants to know from the model at one step: the best next tokens of a batch of rows,
 * one row for every active hypothesis.
 *
 * @param step number of tokens that every hypothesis has so far; 0 at the first step, where the
 *     rows are the batch's sentences, one each
 * @param parents for every row the row of the previous step whose hypothesis it continues (at step
 *     0 the sentence); rows of one sentence are neighbours, rows of finished sentences are left out
 * @param lastTokens for every row the last token of its hypothesis ({@code </s>} at step 0)
 * @param end whether hypotheses may end here
 * @param width candidates wanted per row
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared or changed
public record StepRequest(int step, int[] parents, int[] lastTokens, EndRule end, int width) {
  /** Checks that every row has a parent and a token. */
  public StepRequest {
    if (parents.length != lastTokens.length) {
      throw new IllegalArgumentException(
          parents.length + " parents for " + lastTokens.length + " last tokens");
    }
  }

  /**
   * Number of rows.
   *
   * @return active hypotheses of all sentences
   */
  public int rows() {
    return parents.length;
  }
}
