package ai.nmt.batch;

/**
 * Sentence pairs of equal lengths that follow each other in a {@link SentenceOrder}.
 *
 * @param source length of their sources
 * @param target length of their targets; 0 without targets
 * @param begin position of the first pair in the order
 * @param end position after the last one
 */
record LengthGroup(int source, int target, int begin, int end) {

  int size() {
    return end - begin;
  }

  int longerSide() {
    return Math.max(source, target);
  }

  /** The same pairs elsewhere in an order. */
  LengthGroup from(int start) {
    return new LengthGroup(source, target, start, start + size());
  }
}
