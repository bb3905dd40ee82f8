package ai.nmt.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at once.
 *
 * <p>A byte that is zero after an exclusive or with the wanted value borrows in a subtraction of 1
 * (Mycroft's test); the lowest byte found is exact, those above it need not be.
 */
public final class ByteScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private ByteScan() {}

  /**
   * Reads eight bytes.
   *
   * @param bytes array
   * @param index of the first
   * @return the bytes, the first one lowest
   */
  public static long get(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index);
  }

  /**
   * Writes eight bytes.
   *
   * @param bytes array
   * @param index of the first
   * @param value the bytes, the first one lowest
   */
  public static void put(byte[] bytes, int index, long value) {
    LONGS.set(bytes, index, value);
  }

  /**
   * Where a byte is among eight.
   *
   * @param eight eight bytes, the first one lowest
   * @param value the byte, 0 to 127
   * @return its first position, 0 to 7, or 8 if it is not there
   */
  public static int indexOf(long eight, int value) {
    long zeroAtValue = eight ^ (ONES * value);
    long found = (zeroAtValue - ONES) & ~zeroAtValue & HIGH_BITS;
    return Long.numberOfTrailingZeros(found) >>> 3;
  }

  /**
   * Where a byte is in an array.
   *
   * @param bytes array with {@link ByteText#SLACK} behind {@code end}
   * @param start index to begin at
   * @param end index behind the last byte to look at
   * @param value the byte, 0 to 127
   * @return its first index, or {@code end} if it is not there
   */
  public static int indexOf(byte[] bytes, int start, int end, int value) {
    for (int i = start; i < end; i += Long.BYTES) {
      int index = indexOf(get(bytes, i), value);
      if (index < Long.BYTES) {
        return Math.min(i + index, end);
      }
    }
    return end;
  }

  /** The number of lines; the last one need not end. */
  static long countLines(ByteText text) {
    byte[] bytes = text.array();
    int length = text.length();
    long lines = 0;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      long zeroAtEnd = get(bytes, i) ^ (ONES * '\n');
      // Exact for every byte: the sum of the lower seven bits cannot carry into the next byte.
      long sum = (zeroAtEnd & ~HIGH_BITS) + ~HIGH_BITS;
      lines += Long.bitCount(~(sum | zeroAtEnd) & HIGH_BITS);
    }
    for (; i < length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return length > 0 && bytes[length - 1] != '\n' ? lines + 1 : lines;
  }
}
