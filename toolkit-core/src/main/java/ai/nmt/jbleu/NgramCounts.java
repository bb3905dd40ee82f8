package ai.nmt.jbleu;

import java.util.Arrays;

/**
 * Counts the n-grams of a segment's hypothesis and references, order by order.
 *
 * <p>An n-gram is numbered by the number of its first n - 1 symbols and its last symbol, so that
 * equal numbers mean equal n-grams whatever their order. Not thread-safe.
 */
final class NgramCounts {
  private static final int[] NO_COUNTS = {};

  private final int[][] texts;
  private final int[][] prefixes;
  private int order;
  private int distinct;

  // Open addressing: keys[slot] is an n-gram, numbers[slot] - 1 its number (0: the slot is free).
  private long[] keys = {};
  private int[] numbers = {};

  /**
   * Starts before the first order; {@link #advance} leads to it.
   *
   * @param texts the symbols of each text: characters or numbers of words, at least 0
   */
  NgramCounts(int[]... texts) {
    this.texts = texts;
    this.prefixes = new int[texts.length][];
    int length = 0;
    for (int t = 0; t < texts.length; t++) {
      prefixes[t] = new int[texts[t].length];
      length += texts[t].length;
    }
    int capacity = Math.max(4, Integer.highestOneBit(Math.max(1, length)) << 2);
    keys = new long[capacity];
    numbers = new int[capacity];
  }

  /** Goes on to the next order. */
  void advance() {
    order++;
    distinct = 0;
    Arrays.fill(numbers, 0);
    for (int t = 0; t < texts.length; t++) {
      for (int i = 0; i + order <= texts[t].length; i++) {
        prefixes[t][i] = number((long) prefixes[t][i] << 32 | texts[t][i + order - 1]);
      }
    }
  }

  /** The number of n-grams of a text. */
  int total(int text) {
    return Math.max(0, texts[text].length - order + 1);
  }

  /** How often each n-gram, by its number, occurs in a text; empty where the text has none. */
  int[] counts(int text) {
    int total = total(text);
    if (total == 0) {
      return NO_COUNTS;
    }
    int[] counts = new int[distinct];
    for (int i = 0; i < total; i++) {
      counts[prefixes[text][i]]++;
    }
    return counts;
  }

  /** The sum over all n-grams of the smaller count. */
  static int matches(int[] counts, int[] others) {
    int matches = 0;
    for (int i = 0; i < Math.min(counts.length, others.length); i++) {
      matches += Math.min(counts[i], others[i]);
    }
    return matches;
  }

  private int number(long key) {
    int mask = keys.length - 1;
    long hash = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 32) & mask;
    while (numbers[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    if (numbers[slot] == 0) {
      keys[slot] = key;
      numbers[slot] = ++distinct;
    }
    return numbers[slot] - 1;
  }
}
