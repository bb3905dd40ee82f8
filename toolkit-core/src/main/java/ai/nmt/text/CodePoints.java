package ai.nmt.text;

import java.util.Arrays;

/**
 * A growing row of code points, in which negative numbers can stand for whole strings.
 *
 * <p>Not thread-safe.
 */
final class CodePoints {
  private static final int SPACE = ' ';

  private int[] values;
  private int size;

  CodePoints(int capacity) {
    values = new int[Math.max(16, capacity)];
  }

  int size() {
    return size;
  }

  int at(int index) {
    return values[index];
  }

  /** Drops the last {@code count} values. */
  void shorten(int count) {
    size -= count;
  }

  CodePoints add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    return this;
  }

  /** Adds the value between two spaces. */
  void addApart(int value) {
    add(SPACE).add(value).add(SPACE);
  }

  /** Appends everything of {@code other}, each run of spaces as one, none at either end. */
  void addTrimmed(CodePoints other) {
    int start = size;
    for (int i = 0; i < other.size; i++) {
      int value = other.values[i];
      if (value != SPACE || (size > start && values[size - 1] != SPACE)) {
        add(value);
      }
    }
    if (size > start && values[size - 1] == SPACE) {
      size--;
    }
  }
}
