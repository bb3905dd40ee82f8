package ai.nmt.search;

import java.util.List;

/**
 * The best continuations of one sentence's hypotheses: the step "expand". One object is reused for
 * all sentences and steps of a search.
 */
final class Expansion {
  private final int capacity;
  private final int[] hypotheses;
  private final int[] tokens;
  private final float[] scores;
  private int size;

  /**
   * Makes an empty expansion.
   *
   * @param capacity most continuations that are kept
   */
  Expansion(int capacity) {
    this.capacity = capacity;
    this.hypotheses = new int[capacity];
    this.tokens = new int[capacity];
    this.scores = new float[capacity];
  }

  /**
   * Replaces the content with the best continuations. Equal scores keep the order of the hypotheses
   * and, within one, that of its candidates; a score of negative infinity is no candidate.
   *
   * @param active hypotheses of the sentence
   * @param candidates next tokens of all rows
   * @param firstRow row of the sentence's first hypothesis
   */
  void expand(List<PartialHypothesis> active, Candidates candidates, int firstRow) {
    size = 0;
    for (int h = 0; h < active.size(); h++) {
      float sum = active.get(h).score();
      int start = (firstRow + h) * candidates.width();
      for (int i = start; i < start + candidates.width(); i++) {
        float score = sum + candidates.logProbabilities()[i];
        if (score == Float.NEGATIVE_INFINITY || (size == capacity && score <= scores[size - 1])) {
          break; // a row's candidates descend: no later one is better
        }
        insert(h, candidates.tokens()[i], score);
      }
    }
  }

  private void insert(int hypothesis, int token, float score) {
    int place = size < capacity ? size++ : capacity - 1;
    while (place > 0 && scores[place - 1] < score) {
      hypotheses[place] = hypotheses[place - 1];
      tokens[place] = tokens[place - 1];
      scores[place] = scores[place - 1];
      place--;
    }
    hypotheses[place] = hypothesis;
    tokens[place] = token;
    scores[place] = score;
  }

  /** Number of continuations, the best first. */
  int size() {
    return size;
  }

  /**
   * Index of the hypothesis, among the sentence's active ones, that continuation {@code i} extends.
   */
  int hypothesis(int i) {
    return hypotheses[i];
  }

  /** Token of continuation {@code i}. */
  int token(int i) {
    return tokens[i];
  }

  /** Sum of the log-probabilities of all tokens of continuation {@code i}. */
  float score(int i) {
    return scores[i];
  }
}
