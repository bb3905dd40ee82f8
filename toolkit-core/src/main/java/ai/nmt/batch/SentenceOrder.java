package ai.nmt.batch;

import ai.nmt.random.MersenneTwister;
import java.util.function.IntUnaryOperator;

/**
 * The order in which sentences are put into batches: ascending source length, then ascending target
 * length, then a random but seeded order, so that sentences of a batch have similar lengths without
 * being neighbours in the text.
 */
public final class SentenceOrder {
  private SentenceOrder() {}

  /**
   * Orders sentence pairs by both lengths.
   *
   * @param size number of sentence pairs, at least 0
   * @param sourceLength length of the source of a pair
   * @param targetLength length of the target of a pair; the constant 0 without targets
   * @param seed decides among pairs of equal lengths
   * @return the numbers of the pairs in order
   */
  public static int[] byLength(
      int size, IntUnaryOperator sourceLength, IntUnaryOperator targetLength, long seed) {
    int[] order = new MersenneTwister(seed).permutation(size);
    return stableSort(stableSort(order, targetLength), sourceLength);
  }

  /** A counting sort: linear in the number of sentences, and equal keys keep their order. */
  static int[] stableSort(int[] order, IntUnaryOperator key) {
    int longest = 0;
    for (int sentence : order) {
      longest = Math.max(longest, key.applyAsInt(sentence));
    }
    int[] next = new int[longest + 2];
    for (int sentence : order) {
      next[key.applyAsInt(sentence) + 1]++;
    }
    for (int length = 1; length < next.length; length++) {
      next[length] += next[length - 1];
    }
    int[] sorted = new int[order.length];
    for (int sentence : order) {
      sorted[next[key.applyAsInt(sentence)]++] = sentence;
    }
    return sorted;
  }
}
