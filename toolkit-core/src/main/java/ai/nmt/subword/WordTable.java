package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.ByteScan;
import ai.nmt.io.ByteText;
import ai.nmt.io.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Words with counts in the order of their first occurrence, by open addressing.
 *
 * <p>The words lie one behind the other in one array of longs, each behind its hash, length and
 * count, so that a word costs its bytes and some 40 more, and counting an occurrence makes no
 * object and reads two places of memory. Not thread-safe.
 */
final class WordTable {
  private static final int INITIAL_WORDS = 1 << 10;
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final char REPLACEMENT = '\uFFFD';

  /** Longs of an entry before its word: hash (high 32 bits) and length in bytes, then the count. */
  private static final int HEADER = 2;

  private long[] entries = new long[4 * INITIAL_WORDS];
  private int used;

  /** Where the entry of each word begins. */
  private int[] starts = new int[INITIAL_WORDS];

  /** Where an entry begins plus 1, or 0 for a free slot. */
  private int[] slots = new int[4 * INITIAL_WORDS];

  private int size;

  /** Number of different words. */
  int size() {
    return size;
  }

  long count(int word) {
    return entries[starts[word] + 1];
  }

  String word(int word) {
    int entry = starts[word];
    int length = (int) entries[entry];
    byte[] bytes = new byte[longs(length) * Long.BYTES];
    for (int i = 0; i < longs(length); i++) {
      ByteScan.put(bytes, i * Long.BYTES, entries[entry + HEADER + i]);
    }
    return new String(bytes, 0, length, UTF_8);
  }

  /** Counts a word, which may hold spaces. */
  void add(String word, long times) {
    ByteText text = new ByteText(0);
    byte[] bytes = word.getBytes(UTF_8);
    text.append(bytes, 0, bytes.length);
    add(text.array(), 0, bytes.length, hash(text.array(), bytes.length), times);
  }

  /** Adds all words of another table, its new ones behind the present ones, in its order. */
  void addAll(WordTable other) {
    for (int i = 0; i < other.size; i++) {
      addEntry(other.entries, other.starts[i]);
    }
  }

  /**
   * Counts what single spaces separate.
   *
   * @return whether all words that are new are UTF-8
   */
  boolean addWords(WordScanner words, byte[] text) {
    boolean valid = true;
    while (words.hasNext()) {
      if (add(text, words.start(), words.length(), words.hash(), 1)) {
        valid &= isUtf8(text, words.start(), words.length());
      }
    }
    return valid;
  }

  private static boolean isUtf8(byte[] text, int start, int length) {
    // Much faster than a decoder, but puts a replacement character for what is not UTF-8.
    if (new String(text, start, length, UTF_8).indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(text, start, length));
      return true;
    } catch (CharacterCodingException e) {
      // The caller names the line; what is wrong within the word does not matter.
      return false;
    }
  }

  private static long hash(byte[] text, int length) {
    long hash = 0;
    for (int i = 0; i < length; i += Long.BYTES) {
      hash = WordScanner.mix(hash, eight(text, i, length));
    }
    return hash;
  }

  /** Eight bytes, or the last ones, filled up with zeros. */
  private static long eight(byte[] text, int index, int end) {
    return WordScanner.lowest(ByteScan.get(text, index), Math.min(end - index, Long.BYTES));
  }

  private static int longs(int length) {
    return (length >>> 3) + ((length & 7) == 0 ? 0 : 1);
  }

  /** Counts a word in an array with slack behind it; returns whether it is new. */
  private boolean add(byte[] text, int start, int length, long hash, long times) {
    long header = (hash << 32) | length;
    int slot = firstSlot(header);
    for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
      if (entries[entry - 1] == header && holds(entry - 1 + HEADER, text, start, length)) {
        entries[entry] += times;
        return false;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    int word = append(slot, header, times);
    for (int i = 0; i < longs(length); i++) {
      entries[word + i] = eight(text, start + i * Long.BYTES, start + length);
    }
    return true;
  }

  private boolean holds(int word, byte[] text, int start, int length) {
    int whole = length >>> 3;
    for (int i = 0; i < whole; i++) {
      if (entries[word + i] != ByteScan.get(text, start + i * Long.BYTES)) {
        return false;
      }
    }
    return (length & 7) == 0
        || entries[word + whole] == eight(text, start + whole * Long.BYTES, start + length);
  }

  private void addEntry(long[] others, int other) {
    long header = others[other];
    int longs = longs((int) header);
    int from = other + HEADER;
    int slot = firstSlot(header);
    for (int entry = slots[slot]; entry != 0; entry = slots[slot]) {
      int word = entry - 1 + HEADER;
      if (entries[entry - 1] == header
          && Arrays.equals(entries, word, word + longs, others, from, from + longs)) {
        entries[entry] += others[other + 1];
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    int word = append(slot, header, others[other + 1]);
    System.arraycopy(others, from, entries, word, longs);
  }

  /** Makes an entry in a free slot; returns where the word's longs belong. */
  private int append(int slot, long header, long times) {
    long needed = (long) used + HEADER + longs((int) header);
    if (needed > LARGEST_ARRAY) {
      throw new InputException(
          "the text has more than 16 GiB of different words; is it one language, with spaces"
              + " between words? Learn from a part of it");
    }
    if (needed > entries.length) {
      long length = Math.max(needed, entries.length + (entries.length >> 1L));
      entries = Arrays.copyOf(entries, (int) Math.min(length, LARGEST_ARRAY));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + (size >> 1));
    }
    int entry = used;
    entries[entry] = header;
    entries[entry + 1] = times;
    starts[size++] = entry;
    slots[slot] = entry + 1;
    used = (int) needed;
    if (2 * size > slots.length) {
      growSlots();
    }
    return entry + HEADER;
  }

  private void growSlots() {
    slots = new int[2 * slots.length];
    for (int word = 0; word < size; word++) {
      int slot = firstSlot(entries[starts[word]]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = starts[word] + 1;
    }
  }

  private int firstSlot(long header) {
    int hash = (int) (header >>> 32);
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }
}
