package ai.nmt.jbleu;

import java.util.Arrays;

/** A growing sequence of characters or word numbers, in memory that is used again. */
final class Symbols {
  private int[] values = new int[64];
  private int length;

  void clear() {
    length = 0;
  }

  void add(int value) {
    if (length == values.length) {
      values = Arrays.copyOf(values, 2 * length);
    }
    values[length++] = value;
  }

  int length() {
    return length;
  }

  int at(int position) {
    return values[position];
  }

  /** The number of n-grams of an order. */
  int ngrams(int order) {
    return Math.max(0, length - order + 1);
  }

  int[] toArray() {
    return Arrays.copyOf(values, length);
  }
}
