package ai.nmt.search;

/**
 * An active hypothesis: its last token and the hypothesis before it. Hypotheses that begin alike
 * share their beginnings, so that a step copies nothing.
 *
 * @param previous the hypothesis without the last token; null for the empty hypothesis
 * @param token last token
 * @param score sum of the log-probabilities of all tokens
 * @param length number of tokens
 */
record PartialHypothesis(PartialHypothesis previous, int token, float score, int length) {
  /**
   * The hypothesis without tokens.
   *
   * @param beginToken what the model reads before the first token
   * @return length 0, score 0
   */
  static PartialHypothesis empty(int beginToken) {
    return new PartialHypothesis(null, beginToken, 0, 0);
  }

  PartialHypothesis append(int next, float sum) {
    return new PartialHypothesis(this, next, sum, length + 1);
  }

  /**
   * The finished hypothesis.
   *
   * @param penalty how it is scored
   * @return tokens, their scores and the score
   */
  Hypothesis finish(LengthPenalty penalty) {
    int[] tokens = new int[length];
    float[] scores = new float[length];
    PartialHypothesis node = this;
    for (int i = length - 1; i >= 0; i--) {
      tokens[i] = node.token;
      scores[i] = node.score - node.previous.score;
      node = node.previous;
    }
    return new Hypothesis(tokens, scores, penalty.score(score, length));
  }
}
