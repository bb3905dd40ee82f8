package ai.nmt.vocab;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.util.Arrays;

/**
 * Numbers for symbols in UTF-8, 0 for the first one; finds a symbol in the bytes of a text without
 * making a string of it.
 *
 * <p>Open addressing with linear probing; at most half of the slots are taken. May be read by
 * several threads while none adds.
 */
public final class SymbolTable {
  /** What {@link #find} answers for a symbol that the table does not have. */
  public static final int ABSENT = -1;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** Multiplier of Fibonacci hashing: 2^32 divided by the golden ratio. */
  private static final int GOLDEN = 0x9E3779B9;

  /** Number of a slot's symbol plus 1; 0 = free. */
  private int[] slots;

  private int[] hashes;

  /** Where a symbol's bytes end, which is where those of the next one begin. */
  private int[] ends;

  private byte[] bytes;
  private int size;

  /**
   * Makes an empty table.
   *
   * @param expected about how many symbols it will have, at least 1
   */
  SymbolTable(int expected) {
    slots = new int[Integer.highestOneBit(Math.max(8, expected)) << 2];
    hashes = new int[expected];
    ends = new int[expected];
    bytes = new byte[8 * expected];
  }

  /**
   * The hash of a symbol's first byte, or of some bytes and one more.
   *
   * @param hash of the bytes before; 0 for none
   * @param next the byte that follows
   * @return the hash of all of them
   */
  static int hash(int hash, byte next) {
    return 31 * hash + next;
  }

  /**
   * The number of a symbol.
   *
   * @param text holds its UTF-8
   * @param from its first byte
   * @param to behind its last byte
   * @param hash its hash by {@link #hash}
   * @return its number, {@link #ABSENT} if the table does not have it
   */
  public int find(byte[] text, int from, int to, int hash) {
    return slots[slot(text, from, to, hash)] - 1;
  }

  /** The number of a symbol, which is added if need be. */
  int add(byte[] text, int from, int to, int hash) {
    int slot = slot(text, from, to, hash);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    append(text, from, to, hash);
    slots[slot] = size;
    if (size > slots.length / 2) {
      enlarge();
    }
    return size - 1;
  }

  /** The number of a symbol, {@link #ABSENT} if there is none. */
  int find(String symbol) {
    byte[] text = symbol.getBytes(UTF_8);
    return find(text, 0, text.length, hash(text));
  }

  /** The number of a symbol of another table, {@link #ABSENT} if there is none. */
  int find(SymbolTable other, int number) {
    return find(other.bytes, other.start(number), other.ends[number], other.hashes[number]);
  }

  /** The number of a symbol, which is added if need be. */
  int add(String symbol) {
    byte[] text = symbol.getBytes(UTF_8);
    return add(text, 0, text.length, hash(text));
  }

  /**
   * Adds a symbol in any case: one that is there already is found by its new number from now on.
   */
  void append(String symbol) {
    byte[] text = symbol.getBytes(UTF_8);
    int hash = hash(text);
    int slot = slot(text, 0, text.length, hash);
    append(text, 0, text.length, hash);
    slots[slot] = size;
    if (size > slots.length / 2) {
      enlarge();
    }
  }

  private static int hash(byte[] text) {
    int hash = 0;
    for (byte next : text) {
      hash = hash(hash, next);
    }
    return hash;
  }

  /** Adds a symbol of another table. */
  int add(SymbolTable other, int number) {
    return add(other.bytes, other.start(number), other.ends[number], other.hashes[number]);
  }

  /** The slot of a symbol, or the free one where it belongs. */
  private int slot(byte[] text, int from, int to, int hash) {
    int mask = slots.length - 1;
    int slot = (hash * GOLDEN) >>> Integer.numberOfLeadingZeros(mask);
    while (slots[slot] != 0 && !isSymbol(slots[slot] - 1, text, from, to, hash)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isSymbol(int number, byte[] text, int from, int to, int hash) {
    return hashes[number] == hash
        && Arrays.equals(bytes, start(number), ends[number], text, from, to);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private void append(byte[] text, int from, int to, int hash) {
    int used = start(size);
    if (used > LARGEST_ARRAY - (to - from)) {
      throw new InputException(
          "there are more than %d bytes of different words; is this text cut into words?"
              .formatted(LARGEST_ARRAY));
    }
    if (size == ends.length) {
      hashes = Arrays.copyOf(hashes, larger(size));
      ends = Arrays.copyOf(ends, larger(size));
    }
    int needed = used + to - from;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, larger(bytes.length)));
    }
    System.arraycopy(text, from, bytes, used, to - from);
    hashes[size] = hash;
    ends[size] = needed;
    size++;
  }

  private static int larger(int length) {
    return length > LARGEST_ARRAY / 2 ? LARGEST_ARRAY : 2 * length;
  }

  private void enlarge() {
    slots = new int[2 * slots.length];
    for (int number = 0; number < size; number++) {
      // Of equal symbols the last one stays.
      slots[slot(bytes, start(number), ends[number], hashes[number])] = number + 1;
    }
  }

  /** The number of symbols. */
  int size() {
    return size;
  }

  /** The text of a symbol. */
  String symbol(int number) {
    return new String(bytes, start(number), ends[number] - start(number), UTF_8);
  }

  /** Compares two symbols by their bytes, which is the order of their code points. */
  int compare(int left, int right) {
    return Arrays.compareUnsigned(bytes, start(left), ends[left], bytes, start(right), ends[right]);
  }
}
