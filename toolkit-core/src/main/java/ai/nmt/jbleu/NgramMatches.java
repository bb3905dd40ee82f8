package ai.nmt.jbleu;

import java.util.Arrays;
import java.util.List;

/**
 * Counts the n-grams that a hypothesis shares with its references, order by order, each at most as
 * often as in the reference that has most of it (Papineni et al. 2002, "clipped" counts).
 *
 * <p>An n-gram of the references is numbered by the number of its first n - 1 symbols and its last
 * symbol, so that equal numbers mean equal n-grams: no two n-grams are ever mixed up. Not
 * thread-safe.
 */
final class NgramMatches {
  private static final int SLOTS = 256;
  private static final int ABSENT = -1;

  private int order;

  // Of each position of the hypothesis and of the references, which stand one behind the other:
  // the number of the n-gram of the last order that begins there.
  private int[] hypothesisPrefixes = new int[SLOTS];
  private int[] referencePrefixes = new int[SLOTS];

  // Open addressing: keys[slot] is an n-gram, numbers[slot] - 1 its number (0: the slot is free).
  private long[] keys = new long[SLOTS];
  private int[] numbers = new int[SLOTS];
  private int shift;
  private int count;

  // By number: how often an n-gram may still match, and how often the present reference has it.
  private int[] left = new int[SLOTS / 2];
  private int[] present = new int[SLOTS / 2];

  /**
   * Counts all orders from 1 on.
   *
   * @param hypothesis characters or numbers of words
   * @param references the same of each reference, at least one
   * @param matches takes the number of matches of each order; its length is the largest order
   */
  void count(Symbols hypothesis, List<Symbols> references, int[] matches) {
    begin(hypothesis, references);
    for (int n = 0; n < matches.length; n++) {
      order = n + 1;
      clear();
      int offset = 0;
      for (int r = 0; r < references.size(); r++) {
        if (r > 0) {
          Arrays.fill(present, 0, count, 0);
        }
        learn(references.get(r), offset);
        offset += references.get(r).length();
      }
      matches[n] = match(hypothesis);
    }
  }

  private void begin(Symbols hypothesis, List<Symbols> references) {
    int length = 0;
    for (Symbols reference : references) {
      length += reference.length();
    }
    if (referencePrefixes.length < length) {
      referencePrefixes = new int[length];
    }
    if (hypothesisPrefixes.length < hypothesis.length()) {
      hypothesisPrefixes = new int[hypothesis.length()];
    }
    Arrays.fill(referencePrefixes, 0, length, 0);
    Arrays.fill(hypothesisPrefixes, 0, hypothesis.length(), 0);
    if (keys.length > SLOTS && keys.length / 16 > length) {
      // After a long segment: short ones should not have to clear so much.
      keys = new long[SLOTS];
      numbers = new int[SLOTS];
      left = new int[SLOTS / 2];
      present = new int[SLOTS / 2];
    }
  }

  private void clear() {
    Arrays.fill(numbers, 0);
    shift = Long.SIZE - Integer.numberOfTrailingZeros(keys.length);
    count = 0;
  }

  private void learn(Symbols reference, int offset) {
    int ngrams = reference.ngrams(order);
    for (int i = 0; i < ngrams; i++) {
      long key = key(referencePrefixes[offset + i], reference.at(i + order - 1));
      int slot = slot(key);
      int number = numbers[slot] - 1;
      if (number == ABSENT) {
        number = add(slot, key);
      }
      referencePrefixes[offset + i] = number;
      present[number]++;
      if (present[number] > left[number]) {
        left[number]++;
      }
    }
  }

  private int match(Symbols hypothesis) {
    int matches = 0;
    int ngrams = hypothesis.ngrams(order);
    for (int i = 0; i < ngrams; i++) {
      int prefix = hypothesisPrefixes[i];
      // What begins with an n-gram that no reference has is in no reference either.
      if (prefix != ABSENT) {
        int number = numbers[slot(key(prefix, hypothesis.at(i + order - 1)))] - 1;
        hypothesisPrefixes[i] = number;
        if (number != ABSENT && left[number] > 0) {
          left[number]--;
          matches++;
        }
      }
    }
    return matches;
  }

  private static long key(int prefix, int symbol) {
    return ((long) prefix << Integer.SIZE) | symbol;
  }

  /** Where a key stands, or the free slot where it belongs. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> shift);
    while (numbers[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int add(int slot, long key) {
    keys[slot] = key;
    int number = count++;
    numbers[slot] = count;
    left[number] = 0;
    present[number] = 0;
    if (count == left.length) {
      grow();
    }
    return number;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    keys = new long[2 * oldKeys.length];
    numbers = new int[keys.length];
    shift--;
    left = Arrays.copyOf(left, 2 * left.length);
    present = Arrays.copyOf(present, 2 * present.length);
    for (int s = 0; s < oldKeys.length; s++) {
      if (oldNumbers[s] != 0) {
        int slot = slot(oldKeys[s]);
        keys[slot] = oldKeys[s];
        numbers[slot] = oldNumbers[s];
      }
    }
  }
}
