package ai.nmt.subword;

import java.util.Arrays;

/** Longs, the least on top. */
final class LongHeap {
  private long[] values;
  private int size;

  LongHeap(int capacity) {
    values = new long[Math.max(4, capacity)];
  }

  boolean isEmpty() {
    return size == 0;
  }

  long top() {
    return values[0];
  }

  void push(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    int at = size++;
    while (at > 0 && value < values[(at - 1) / 2]) {
      values[at] = values[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    values[at] = value;
  }

  long pop() {
    long top = values[0];
    long value = values[--size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && values[child + 1] < values[child]) {
        child++;
      }
      if (value <= values[child]) {
        break;
      }
      values[at] = values[child];
      at = child;
    }
    values[at] = value;
    return top;
  }
}
