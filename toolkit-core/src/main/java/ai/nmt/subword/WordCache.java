package ai.nmt.subword;

import ai.nmt.io.ByteScan;
import ai.nmt.io.ByteText;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What short words became, from bytes to bytes, so that a known word costs neither a string nor a
 * decoder; shared by threads without locks.
 *
 * <p>Open addressing over immutable entries; the table grows with the words, so that few words stay
 * near the processor. What a thread adds while another makes a new table may be lost, and a word
 * may be there twice: then it is made again, or the entries are equal. At {@link #MOST_WORDS} words
 * or {@link #MOST_BYTES} bytes all are forgotten, and those in use are soon back.
 *
 * <p>An entry: a long of the word's hash (high 32 bits), the length of its result (24 bits) and its
 * own (8 bits), the word, filled up with zeros to whole longs, and the result, filled up likewise.
 */
final class WordCache {
  /** Bytes of the longest word that is kept. */
  static final int LONGEST_WORD = 64;

  private static final int MOST_WORDS = 1 << 20;
  private static final int MOST_BYTES = 1 << 26;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final int LONGEST_RESULT = 1 << 12;
  private static final int HEADER = Long.BYTES;

  /** Bytes of an array that are not its elements. */
  private static final int ARRAY_OVERHEAD = 16;

  private static final long HASH_AND_LENGTH = 0xFFFFFFFF_000000FFL;

  private volatile Table table = new Table(FIRST_SLOTS);

  /** Slots of a power of two, at most half of them (and one for each thread) taken. */
  private static final class Table {
    final AtomicReferenceArray<byte[]> slots;
    final AtomicInteger words = new AtomicInteger();
    final AtomicLong bytes = new AtomicLong();

    Table(int length) {
      slots = new AtomicReferenceArray<>(length);
    }

    int slot(int hash) {
      return (hash ^ (hash >>> 15)) & (slots.length() - 1);
    }

    int next(int slot) {
      return (slot + 1) & (slots.length() - 1);
    }

    void put(byte[] entry, int hash) {
      words.incrementAndGet();
      bytes.addAndGet(entry.length + ARRAY_OVERHEAD);
      int slot = slot(hash);
      while (!slots.compareAndSet(slot, null, entry)) {
        slot = next(slot);
      }
    }

    boolean isCrowded() {
      return words.get() > slots.length() / 2 || bytes.get() > MOST_BYTES;
    }

    Table larger() {
      if (words.get() > MOST_WORDS || bytes.get() > MOST_BYTES) {
        return new Table(FIRST_SLOTS);
      }
      Table larger = new Table(2 * slots.length());
      for (int slot = 0; slot < slots.length(); slot++) {
        byte[] entry = slots.getAcquire(slot);
        if (entry != null) {
          larger.put(entry, (int) (ByteScan.get(entry, 0) >>> 32));
        }
      }
      return larger;
    }
  }

  /**
   * Appends what a word became.
   *
   * @param text array with {@link ByteText#SLACK} behind the word
   * @param start index of the word's first byte
   * @param length its bytes, 1 to {@link #LONGEST_WORD}
   * @param hash its hash ({@link WordScanner#hash})
   * @param result receives what the word became, if it is known
   * @return whether it is known
   */
  boolean append(byte[] text, int start, int length, long hash, ByteText result) {
    Table known = table;
    long wanted = (hash << 32) | length;
    for (int slot = known.slot((int) hash); ; slot = known.next(slot)) {
      byte[] entry = known.slots.getAcquire(slot);
      if (entry == null) {
        return false;
      }
      long header = ByteScan.get(entry, 0);
      if ((header & HASH_AND_LENGTH) == wanted && holds(entry, text, start, length)) {
        appendResult(entry, HEADER + filledUp(length), (int) header >>> 8, result);
        return true;
      }
    }
  }

  private static boolean holds(byte[] entry, byte[] text, int start, int length) {
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (ByteScan.get(entry, HEADER + i) != ByteScan.get(text, start + i)) {
        return false;
      }
    }
    return i == length
        || ByteScan.get(entry, HEADER + i)
            == WordScanner.lowest(ByteScan.get(text, start + i), length - i);
  }

  private static void appendResult(byte[] entry, int from, int length, ByteText result) {
    int at = result.length();
    byte[] target = result.makeRoom((long) at + length);
    for (int i = 0; i < length; i += Long.BYTES) {
      ByteScan.put(target, at + i, ByteScan.get(entry, from + i));
    }
    result.setLength(at + length);
  }

  /**
   * Keeps what a word became, unless that is very long.
   *
   * @param text array that holds the word
   * @param start index of the word's first byte
   * @param length its bytes, 1 to {@link #LONGEST_WORD}
   * @param hash its hash
   * @param result ends with what the word became
   * @param resultStart where that begins
   */
  void put(byte[] text, int start, int length, long hash, ByteText result, int resultStart) {
    int resultLength = result.length() - resultStart;
    if (resultLength > LONGEST_RESULT) {
      return;
    }
    int from = HEADER + filledUp(length);
    byte[] entry = new byte[from + filledUp(resultLength)];
    ByteScan.put(entry, 0, (hash << 32) | (resultLength << 8) | length);
    System.arraycopy(text, start, entry, HEADER, length);
    System.arraycopy(result.array(), resultStart, entry, from, resultLength);
    Table known = table;
    if (known.isCrowded()) {
      known = enlarge();
    }
    known.put(entry, (int) hash);
  }

  private synchronized Table enlarge() {
    if (table.isCrowded()) {
      table = table.larger();
    }
    return table;
  }

  private static int filledUp(int length) {
    return (length + Long.BYTES - 1) & -Long.BYTES;
  }
}
