package ai.nmt.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a pickle, of which it is known how many there can be: no length in the file makes it
 * reserve more memory than the file has bytes.
 */
public final class PickleInput {
  private final InputStream stream;
  private final long size;
  private long position;

  /**
   * Reads from a stream.
   *
   * @param stream the bytes, buffered; left open
   * @param size how many bytes it can give at most
   */
  public PickleInput(InputStream stream, long size) {
    this.stream = stream;
    this.size = size;
  }

  /**
   * How many bytes have been read.
   *
   * @return at least 0
   */
  public long position() {
    return position;
  }

  int readByte() throws IOException {
    int value = stream.read();
    if (value < 0) {
      throw truncated();
    }
    position++;
    return value;
  }

  byte[] readBytes(long count) throws IOException {
    requireLeft(count);
    byte[] bytes = stream.readNBytes((int) count);
    if (bytes.length < count) {
      throw truncated();
    }
    position += count;
    return bytes;
  }

  /** Checks a length before memory is reserved for it. */
  void requireLeft(long count) throws IOException {
    if (count > size - position || count > Integer.MAX_VALUE - 8) {
      throw new EOFException(
          "it is truncated or damaged: %,d bytes are announced at byte %,d of %,d"
              .formatted(count, position, size));
    }
  }

  /** An unsigned little-endian number of 1 to 4 bytes, or 8 bytes below 2^63. */
  long readUnsigned(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) readByte() << (8 * i);
    }
    if (value < 0) {
      throw new IOException("it is damaged: a length beyond 2^63 at byte " + position);
    }
    return value;
  }

  double readDouble() throws IOException {
    return ByteBuffer.wrap(readBytes(Double.BYTES)).getDouble();
  }

  /** A two's complement little-endian number: Long where it fits, else BigInteger. */
  Number readInteger(long bytes) throws IOException {
    byte[] digits = readBytes(bytes);
    if (digits.length == 0) {
      return 0L;
    }
    for (int i = 0, j = digits.length - 1; i < j; i++, j--) {
      byte swapped = digits[i];
      digits[i] = digits[j];
      digits[j] = swapped;
    }
    BigInteger value = new BigInteger(digits);
    if (value.bitLength() < Long.SIZE) {
      return value.longValueExact();
    }
    return value;
  }

  String readText(long bytes) throws IOException {
    return decode(readBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Python 2's str, whose encoding is unknown: UTF-8, or else Latin-1. */
  String readOldText(long bytes) throws IOException {
    byte[] text = readBytes(bytes);
    try {
      return decode(text, StandardCharsets.UTF_8);
    } catch (java.nio.charset.CharacterCodingException e) {
      return new String(text, StandardCharsets.ISO_8859_1);
    }
  }

  String readLine() throws IOException {
    java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    for (int next = readByte(); next != '\n'; next = readByte()) {
      line.write(next);
    }
    return decode(line.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String decode(byte[] bytes, Charset charset) throws IOException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  private EOFException truncated() {
    return new EOFException("it is truncated: its pickle ends at byte " + position);
  }
}
