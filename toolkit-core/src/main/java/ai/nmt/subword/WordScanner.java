package ai.nmt.subword;

import ai.nmt.io.ByteScan;
import ai.nmt.io.ByteText;

/** Goes through the words that spaces separate, eight bytes at a time, and hashes them. */
final class WordScanner {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final byte[] text;
  private int next;
  private int end;
  private int start;
  private int length;
  private long hash;

  /** Makes a scanner of an array with {@link ByteText#SLACK} behind all that is scanned. */
  WordScanner(byte[] text) {
    this.text = text;
  }

  /** Begins anew, with a part of the array. */
  void scan(int from, int to) {
    next = from;
    end = to;
  }

  /** Finds the next word, which is not empty; false if there is none. */
  boolean hasNext() {
    while (next < end) {
      start = next;
      long eight = ByteScan.get(text, next);
      int index = ByteScan.indexOf(eight, ' ');
      hash = 0;
      while (index == Long.BYTES && next + Long.BYTES < end) {
        hash = mix(hash, eight);
        next += Long.BYTES;
        eight = ByteScan.get(text, next);
        index = ByteScan.indexOf(eight, ' ');
      }
      index = Math.min(index, end - next);
      if (index > 0) {
        hash = mix(hash, lowest(eight, index));
      }
      length = next + index - start;
      next += index + 1;
      if (length > 0) {
        return true;
      }
    }
    return false;
  }

  /** Index of the word's first byte. */
  int start() {
    return start;
  }

  /** The word's bytes. */
  int length() {
    return length;
  }

  /** The hash of the word's longs, the last one filled up with zeros. */
  long hash() {
    return hash;
  }

  /** The hash of a word's longs so far and the next one; 0 at its beginning. */
  static long mix(long hash, long eight) {
    long mixed = (hash ^ eight) * MULTIPLIER;
    return mixed ^ (mixed >>> 29);
  }

  /** The lowest {@code count} bytes of eight, 1 to 8. */
  static long lowest(long eight, int count) {
    return eight & (-1L >>> (Long.SIZE - Byte.SIZE * count));
  }
}
