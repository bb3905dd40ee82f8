package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.util.Arrays;

/**
 * Words with counts in the order of their first occurrence, by open addressing.
 *
 * <p>The words lie one behind the other as UTF-8 in one array, so that a word costs its bytes and
 * some 40 more, and counting an occurrence makes no object. Not thread-safe.
 */
final class WordTable {
  private static final int INITIAL_WORDS = 1 << 10;
  private static final int INITIAL_BYTES = 1 << 13;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private byte[] text = new byte[INITIAL_BYTES];
  private int[] ends = new int[INITIAL_WORDS];
  private int[] hashes = new int[INITIAL_WORDS];
  private long[] counts = new long[INITIAL_WORDS];

  /** Word number plus 1, or 0 for a free slot. */
  private int[] slots = new int[4 * INITIAL_WORDS];

  private int size;

  /** Number of different words. */
  int size() {
    return size;
  }

  long count(int word) {
    return counts[word];
  }

  String word(int word) {
    int start = start(word);
    return new String(text, start, ends[word] - start, UTF_8);
  }

  void add(String word, long times) {
    byte[] bytes = word.getBytes(UTF_8);
    add(bytes, 0, bytes.length, hash(bytes, 0, bytes.length), times);
  }

  /** Adds all words of another table, its new ones behind the present ones, in its order. */
  void addAll(WordTable other) {
    for (int i = 0; i < other.size; i++) {
      add(other.text, other.start(i), other.ends[i], other.hashes[i], other.counts[i]);
    }
  }

  /** Counts what single spaces separate in bytes of UTF-8. */
  void addWords(byte[] line, int start, int end) {
    int wordStart = start;
    int hash = 0;
    for (int i = start; i < end; i++) {
      if (line[i] == ' ') {
        if (i > wordStart) {
          add(line, wordStart, i, hash, 1);
        }
        wordStart = i + 1;
        hash = 0;
      } else {
        hash = 31 * hash + line[i];
      }
    }
    if (end > wordStart) {
      add(line, wordStart, end, hash, 1);
    }
  }

  private static int hash(byte[] bytes, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  private int start(int word) {
    return word == 0 ? 0 : ends[word - 1];
  }

  private void add(byte[] bytes, int start, int end, int hash, long times) {
    int slot = firstSlot(hash, slots.length);
    while (slots[slot] != 0) {
      int word = slots[slot] - 1;
      if (hashes[word] == hash && Arrays.equals(text, start(word), ends[word], bytes, start, end)) {
        counts[word] += times;
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    append(bytes, start, end, hash, times);
    slots[slot] = size;
    if (2 * size > slots.length) {
      growSlots();
    }
  }

  private void append(byte[] bytes, int start, int end, int hash, long times) {
    if (size == ends.length) {
      int length = size + (size >> 1);
      ends = Arrays.copyOf(ends, length);
      hashes = Arrays.copyOf(hashes, length);
      counts = Arrays.copyOf(counts, length);
    }
    int from = start(size);
    long needed = (long) from + end - start;
    if (needed > LARGEST_ARRAY) {
      throw new InputException(
          "the text has more than 2 GiB of different words; is it one language, with spaces between"
              + " words? Learn from a part of it");
    }
    if (needed > text.length) {
      long length = Math.max(needed, text.length + (text.length >> 1L));
      text = Arrays.copyOf(text, (int) Math.min(length, LARGEST_ARRAY));
    }
    System.arraycopy(bytes, start, text, from, end - start);
    ends[size] = (int) needed;
    hashes[size] = hash;
    counts[size] = times;
    size++;
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    for (int word = 0; word < size; word++) {
      int slot = firstSlot(hashes[word], slots.length);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = word + 1;
    }
  }

  private static int firstSlot(int hash, int length) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & (length - 1);
  }
}
