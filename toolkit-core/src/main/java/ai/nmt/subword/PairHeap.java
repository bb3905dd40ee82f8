package ai.nmt.subword;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** Pairs with counts, the greatest on top: by count, then by the order of pairs. */
final class PairHeap {
  private final IntBinaryOperator order;
  private long[] counts = new long[1 << 12];
  private int[] pairs = new int[1 << 12];
  private int size;

  PairHeap(IntBinaryOperator order) {
    this.order = order;
  }

  boolean isEmpty() {
    return size == 0;
  }

  long topCount() {
    return counts[0];
  }

  int topPair() {
    return pairs[0];
  }

  void clear() {
    size = 0;
  }

  void push(long count, int pair) {
    if (size == pairs.length) {
      counts = Arrays.copyOf(counts, 2 * size);
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
    int at = size++;
    while (at > 0 && isGreater(count, pair, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    counts[at] = count;
    pairs[at] = pair;
  }

  void pop() {
    size--;
    long count = counts[size];
    int pair = pairs[size];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isGreater(counts[child + 1], pairs[child + 1], child)) {
        child++;
      }
      if (isGreater(count, pair, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    counts[at] = count;
    pairs[at] = pair;
  }

  private void move(int from, int to) {
    counts[to] = counts[from];
    pairs[to] = pairs[from];
  }

  private boolean isGreater(long count, int pair, int index) {
    return count != counts[index]
        ? count > counts[index]
        : order.applyAsInt(pair, pairs[index]) > 0;
  }
}
