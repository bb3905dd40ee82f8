package ai.nmt.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A protocol buffer message under construction, in the encoding of
 * https://protobuf.dev/programming-guides/encoding.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  /** Bits of a field's key below its number. */
  private static final int TYPE_BITS = 3;

  /** Bits of a number in each byte of a varint; the highest bit says that more follow. */
  private static final int VARINT_BITS = 7;

  private static final int MORE = 1 << VARINT_BITS;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Adds an integer; negative ones take ten bytes. */
  ProtoMessage integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  /** Adds a double. */
  ProtoMessage number(int field, double value) {
    key(field, FIXED64);
    fixed(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  /** Adds a float. */
  ProtoMessage number(int field, float value) {
    key(field, FIXED32);
    fixed(Integer.toUnsignedLong(Float.floatToIntBits(value)), Float.BYTES);
    return this;
  }

  /** Adds a text. */
  ProtoMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a message within this one. */
  ProtoMessage message(int field, ProtoMessage value) {
    return bytes(field, value.toBytes());
  }

  /** The encoded message. */
  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private ProtoMessage bytes(int field, byte[] value) {
    key(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void key(int field, int type) {
    varint(((long) field << TYPE_BITS) | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      bytes.write((int) (rest & (MORE - 1)) | MORE);
      rest >>>= VARINT_BITS;
    }
    bytes.write((int) rest);
  }

  /** Little endian. */
  private void fixed(long bits, int size) {
    for (int i = 0; i < size; i++) {
      bytes.write((int) (bits >>> (Byte.SIZE * i)));
    }
  }
}
