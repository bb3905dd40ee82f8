package ai.nmt.corpus;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How an id is stored in a {@code .bin} file, with fairseq's codes. */
enum ElementType {
  UINT8(1, 1),
  INT8(2, 1),
  INT16(3, 2),
  INT32(4, 4),
  INT64(5, 8),
  UINT16(8, 2);

  /** Dictionaries of fewer symbols fit into 16 bits; fairseq's limit, below the possible one. */
  private static final int SYMBOLS_IN_UINT16 = 65_500;

  private final int code;
  private final int bytes;

  ElementType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The type that fairseq writes for a dictionary. */
  static ElementType forVocabulary(int size) {
    return size < SYMBOLS_IN_UINT16 ? UINT16 : INT32;
  }

  /** The type of a code, if it is one of integers. */
  static Optional<ElementType> ofCode(long code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  int code() {
    return code;
  }

  int bytes() {
    return bytes;
  }

  /** The id at an index of the buffer, counted in elements; saturates outside int's range. */
  int read(ByteBuffer buffer, int index) {
    return switch (this) {
      case UINT8 -> Byte.toUnsignedInt(buffer.get(index));
      case INT8 -> buffer.get(index);
      case INT16 -> buffer.getShort(2 * index);
      case UINT16 -> Short.toUnsignedInt(buffer.getShort(2 * index));
      case INT32 -> buffer.getInt(4 * index);
      case INT64 -> {
        long value = buffer.getLong(8 * index);
        yield (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
      }
    };
  }

  /** Puts an id at the buffer's position. */
  void write(ByteBuffer buffer, int id) {
    switch (this) {
      case UINT8, INT8 -> buffer.put((byte) id);
      case INT16, UINT16 -> buffer.putShort((short) id);
      case INT32 -> buffer.putInt(id);
      case INT64 -> buffer.putLong(id);
    }
  }
}
