package ai.nmt.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the different pairs of lengths, and numbers them as they are first seen.
 *
 * <p>A hash table with open addressing, so that its size depends on how many different pairs there
 * are, not on how long the longest sentence is.
 */
final class LengthCounts {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /** Source length in the upper half, target length in the lower one, by number. */
  private long[] pairs = new long[32];

  private int[] counts = new int[32];

  /** Numbers plus 1 by hash, 0 where there is none; at least half of them are 0. */
  private int[] slots = new int[64];

  private int size;

  /**
   * Counts a pair of lengths.
   *
   * @return its number
   */
  int add(int source, int target) {
    long pair = pair(source, target);
    int slot = slot(pair);
    if (slots[slot] == 0) {
      if (size == pairs.length) {
        grow();
        slot = slot(pair);
      }
      pairs[size] = pair;
      slots[slot] = ++size;
    }
    int number = slots[slot] - 1;
    counts[number]++;
    return number;
  }

  /** The groups in which sentences sorted by source length, then target length lie. */
  List<LengthGroup> groups() {
    long[] sorted = Arrays.copyOf(pairs, size);
    Arrays.sort(sorted);
    List<LengthGroup> groups = new ArrayList<>(size);
    int begin = 0;
    for (long pair : sorted) {
      int end = begin + counts[slots[slot(pair)] - 1];
      groups.add(new LengthGroup((int) (pair >> 32), (int) pair, begin, end));
      begin = end;
    }
    return groups;
  }

  /** Where each group begins, by the number of its lengths. */
  int[] begins(List<LengthGroup> groups) {
    int[] begins = new int[size];
    for (LengthGroup group : groups) {
      begins[slots[slot(pair(group.source(), group.target()))] - 1] = group.begin();
    }
    return begins;
  }

  private static long pair(int source, int target) {
    return ((long) source << 32) | Integer.toUnsignedLong(target);
  }

  /** Where a pair's number is, or would be. */
  private int slot(long pair) {
    int mask = slots.length - 1;
    int slot = (int) ((pair * GOLDEN_RATIO) >>> 32) & mask;
    while (slots[slot] != 0 && pairs[slots[slot] - 1] != pair) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    pairs = Arrays.copyOf(pairs, 2 * size);
    counts = Arrays.copyOf(counts, 2 * size);
    slots = new int[4 * size];
    for (int number = 0; number < size; number++) {
      slots[slot(pairs[number])] = number + 1;
    }
  }
}
