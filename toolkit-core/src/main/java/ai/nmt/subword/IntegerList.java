package ai.nmt.subword;

import java.util.Arrays;

/** A growing row of ints. */
final class IntegerList {
  private static final int[] NONE = {};

  private int[] values = NONE;
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.max(4, size + (size >> 1)));
    }
    values[size++] = value;
  }

  /** Keeps the first {@code count} values. */
  void truncate(int count) {
    size = count;
  }

  /** Drops all values and their memory. */
  void clear() {
    values = NONE;
    size = 0;
  }
}
