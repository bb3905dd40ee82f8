package ai.nmt.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Counts of symbol pairs: the few that can still win are live, the others rest in a reserve.
 *
 * <p>subword-nmt does the same for speed, and not quite without effect: a pair that comes back to
 * life counts from zero, and its next pruning overwrites its reserve. Equal codes need equal
 * habits, so they are kept here.
 */
final class PairStatistics {
  private final PairTable ids = new PairTable(1 << 12);
  private final IntBinaryOperator order;
  private final PairHeap heap;
  private final List<IntegerList> occurrences = new ArrayList<>();
  private final IntegerList live = new IntegerList();
  private final IntegerList touched = new IntegerList();

  private long[] keys = new long[1 << 12];
  private long[] counts = new long[1 << 12];
  private long[] reserve = new long[1 << 12];
  private boolean[] isLive = new boolean[1 << 12];
  private boolean[] isReserved = new boolean[1 << 12];
  private boolean[] isTouched = new boolean[1 << 12];

  /**
   * Makes empty statistics.
   *
   * @param symbolOrder compares two symbols as a comparator does; of equally frequent pairs the
   *     greatest wins
   */
  PairStatistics(IntBinaryOperator symbolOrder) {
    this.order = symbolOrder;
    this.heap = new PairHeap(this::compare);
  }

  private int compare(int pair, int other) {
    int byLeft = order.applyAsInt(left(pair), left(other));
    return byLeft != 0 ? byLeft : order.applyAsInt(right(pair), right(other));
  }

  int left(int pair) {
    return (int) (keys[pair] >>> 32);
  }

  int right(int pair) {
    return (int) keys[pair];
  }

  long count(int pair) {
    return counts[pair];
  }

  /** Adds to the count of a pair and to its count of occurrences in a word. */
  void add(int left, int right, int word, long frequency) {
    change(left, right, frequency).add(word);
  }

  /** The opposite of {@link #add}. */
  void subtract(int left, int right, int word, long frequency) {
    change(left, right, -frequency).add(~word);
  }

  private IntegerList change(int left, int right, long amount) {
    int pair = id(left, right);
    if (!isLive[pair]) {
      isLive[pair] = true;
      counts[pair] = 0;
      live.add(pair);
    }
    counts[pair] += amount;
    if (!isTouched[pair]) {
      isTouched[pair] = true;
      touched.add(pair);
    }
    return occurrences.get(pair);
  }

  private int id(int left, int right) {
    long key = PairTable.key(left, right);
    int pair = ids.get(key);
    if (pair < 0) {
      pair = occurrences.size();
      ids.put(key, pair);
      occurrences.add(new IntegerList());
      if (pair == keys.length) {
        int length = pair + (pair >> 1);
        keys = Arrays.copyOf(keys, length);
        counts = Arrays.copyOf(counts, length);
        reserve = Arrays.copyOf(reserve, length);
        isLive = Arrays.copyOf(isLive, length);
        isReserved = Arrays.copyOf(isReserved, length);
        isTouched = Arrays.copyOf(isTouched, length);
      }
      keys[pair] = key;
    }
    return pair;
  }

  /** Makes the heap know all changes since the last call. */
  void commit() {
    for (int i = 0; i < touched.size(); i++) {
      int pair = touched.get(i);
      isTouched[pair] = false;
      if (isLive[pair] && counts[pair] > 0) {
        heap.push(counts[pair], pair);
      }
    }
    touched.truncate(0);
  }

  /** Copies all live counts to the reserve, once all words are counted. */
  void reserveAll() {
    for (int i = 0; i < live.size(); i++) {
      int pair = live.get(i);
      reserve[pair] = counts[pair];
      isReserved[pair] = true;
    }
  }

  /** The most frequent live pair, or -1 if none has a positive count. */
  int mostFrequent() {
    while (!heap.isEmpty()) {
      int pair = heap.topPair();
      if (isLive[pair] && counts[pair] == heap.topCount()) {
        return pair;
      }
      boolean lower = isLive[pair] && counts[pair] > 0 && counts[pair] < heap.topCount();
      heap.pop();
      if (lower) {
        heap.push(counts[pair], pair);
      }
    }
    return -1;
  }

  /** Sends live pairs with counts below the threshold to the reserve. */
  void prune(double threshold) {
    int kept = 0;
    for (int i = 0; i < live.size(); i++) {
      int pair = live.get(i);
      if (counts[pair] >= threshold) {
        live.set(kept++, pair);
        continue;
      }
      isLive[pair] = false;
      reserve[pair] = counts[pair] < 0 ? reserve[pair] + counts[pair] : counts[pair];
      isReserved[pair] = true;
    }
    live.truncate(kept);
  }

  /** Makes exactly the pairs of the reserve live, with their counts there. */
  void restore() {
    for (int i = 0; i < live.size(); i++) {
      isLive[live.get(i)] = false;
    }
    live.truncate(0);
    heap.clear();
    for (int pair = 0; pair < occurrences.size(); pair++) {
      if (isReserved[pair]) {
        isLive[pair] = true;
        live.add(pair);
        counts[pair] = reserve[pair];
        if (counts[pair] > 0) {
          heap.push(counts[pair], pair);
        }
      }
    }
  }

  /** Sets a live pair's count to zero. */
  void clearCount(int pair) {
    counts[pair] = 0;
  }

  /** Takes a pair's occurrences: words, and complements of words where it was taken out. */
  IntegerList takeOccurrences(int pair) {
    return occurrences.set(pair, new IntegerList());
  }
}
