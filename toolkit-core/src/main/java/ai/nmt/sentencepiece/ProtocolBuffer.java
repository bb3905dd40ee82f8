package ai.nmt.sentencepiece;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Goes through the fields of a protocol buffers message. Not thread-safe. */
final class ProtocolBuffer {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final ByteBuffer message;
  private int tag;
  private long number;
  private ByteBuffer bytes;

  ProtocolBuffer(ByteBuffer message) {
    this.message = message.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the next field; false at the end.
   *
   * @throws BufferUnderflowException if the message ends in the middle of it
   * @throws IllegalArgumentException if it is none
   */
  boolean next() {
    if (!message.hasRemaining()) {
      return false;
    }
    tag = (int) varint();
    switch (tag & 7) {
      case VARINT -> number = varint();
      case FIXED_64 -> message.getLong();
      case BYTES -> bytes = slice(varint());
      case FIXED_32 -> message.getInt();
      default -> throw new IllegalArgumentException("it has a field of an unknown kind");
    }
    return true;
  }

  boolean isNumber(int field) {
    return tag == (field << 3 | VARINT);
  }

  boolean isBytes(int field) {
    return tag == (field << 3 | BYTES);
  }

  long number() {
    return number;
  }

  String text() {
    return UTF_8.decode(bytes.duplicate()).toString();
  }

  boolean isEmpty() {
    return !bytes.hasRemaining();
  }

  ProtocolBuffer message() {
    return new ProtocolBuffer(bytes.duplicate());
  }

  private ByteBuffer slice(long length) {
    if (length < 0 || length > message.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer field = message.slice(message.position(), (int) length);
    message.position(message.position() + (int) length);
    return field;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = message.get();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("it has a number of more than 64 bits");
  }
}
