package ai.nmt.jbleu;

import java.util.Arrays;

/**
 * Numbers the words of one segment, so that they are compared as numbers: equal words have equal
 * numbers, different ones have different numbers, from 0 on. Not thread-safe.
 */
final class WordNumbers {
  private static final int SLOTS = 256;
  private static final int CHARACTERS = 1024;

  // All different words, one behind the other; word n ends where word n + 1 begins.
  private int[] characters = new int[CHARACTERS];
  private int[] begins = new int[SLOTS / 2 + 1];
  private int[] hashes = new int[SLOTS / 2];
  private int count;

  // Open addressing; slots hold a word's number plus 1, and 0 where they are free.
  private int[] slots = new int[SLOTS];

  /** Forgets all words. */
  void clear() {
    if (slots.length > SLOTS) {
      // After a long segment: short ones should not have to clear so much.
      slots = new int[SLOTS];
    } else {
      Arrays.fill(slots, 0);
    }
    count = 0;
  }

  /** The number of the word that stands in a text from begin to end. */
  int of(int[] text, int begin, int end) {
    int hash = 1;
    for (int i = begin; i < end; i++) {
      hash = 31 * hash + text[i];
    }
    hash *= 0x9E3779B9;
    hash ^= hash >>> 16;
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0) {
      int known = slots[slot] - 1;
      if (hashes[known] == hash && isEqual(known, text, begin, end)) {
        return known;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = count + 1;
    return add(text, begin, end, hash);
  }

  private boolean isEqual(int known, int[] text, int begin, int end) {
    return Arrays.equals(characters, begins[known], begins[known + 1], text, begin, end);
  }

  private int add(int[] text, int begin, int end, int hash) {
    int from = begins[count];
    int to = from + end - begin;
    if (to > characters.length) {
      characters = Arrays.copyOf(characters, Math.max(to, 2 * characters.length));
    }
    System.arraycopy(text, begin, characters, from, end - begin);
    hashes[count] = hash;
    begins[count + 1] = to;
    count++;
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
      begins = Arrays.copyOf(begins, 2 * count + 1);
    }
    if (2 * count >= slots.length) {
      growSlots();
    }
    return count - 1;
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    for (int number = 0; number < count; number++) {
      int slot = hashes[number] & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = number + 1;
    }
  }
}
