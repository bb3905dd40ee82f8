package ai.nmt.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A row of bytes that grows and is used again and again.
 *
 * <p>Behind the bytes in use there are always at least {@link #SLACK} more, whatever their values,
 * so that eight bytes can be read or written at once wherever one of them is in use.
 */
public final class ByteText {
  /** Bytes behind those in use. */
  public static final int SLACK = 16;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;

  /**
   * Makes an empty row.
   *
   * @param capacity bytes to have room for, 0 or more
   */
  public ByteText(int capacity) {
    bytes = new byte[capacity + SLACK];
  }

  /**
   * The array that holds the bytes; another one after any call that may lengthen the row.
   *
   * @return the bytes in use from index 0, and the slack behind them
   */
  public byte[] array() {
    return bytes;
  }

  /**
   * How many bytes are in use.
   *
   * @return the number
   */
  public int length() {
    return length;
  }

  /**
   * Sets how many bytes are in use.
   *
   * @param newLength 0 to {@link #room}
   */
  public void setLength(int newLength) {
    length = newLength;
  }

  /**
   * How many bytes fit without a larger array.
   *
   * @return the number, those in use included
   */
  public int room() {
    return bytes.length - SLACK;
  }

  /**
   * Makes room.
   *
   * @param needed bytes to have room for, those in use included
   * @return the array that holds the bytes now
   * @throws InputException if no array is that long
   */
  public byte[] makeRoom(long needed) {
    if (needed > room()) {
      if (needed > LARGEST_ARRAY - SLACK) {
        throw new InputException(
            "a line, or what becomes of it, is longer than 2 GiB; is the input a text?");
      }
      long size = Math.min(LARGEST_ARRAY, Math.max(needed, 2L * room()) + SLACK);
      bytes = Arrays.copyOf(bytes, (int) size);
    }
    return bytes;
  }

  /**
   * Appends bytes.
   *
   * @param source array that holds them
   * @param start index of the first
   * @param end index behind the last
   */
  public void append(byte[] source, int start, int end) {
    byte[] target = makeRoom((long) length + end - start);
    System.arraycopy(source, start, target, length, end - start);
    length += end - start;
  }

  /**
   * Appends a byte.
   *
   * @param value the byte
   */
  public void append(byte value) {
    makeRoom(length + 1L)[length++] = value;
  }

  /** Reads once, up to the room there is; returns the number of bytes, or -1 at the end. */
  int readFrom(InputStream input) throws IOException {
    int read = input.read(bytes, length, room() - length);
    length += Math.max(read, 0);
    return read;
  }

  void writeTo(OutputStream output) throws IOException {
    output.write(bytes, 0, length);
  }
}
