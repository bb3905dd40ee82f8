package ai.nmt.sentencepiece;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pieces that a model file lists, in the order of their ids.
 *
 * <p>The file is a protocol buffers message (sentencepiece_model.proto): its field 1 occurs once
 * for each piece and holds the piece's text (field 1), score and type (field 3).
 */
final class PieceInventory {
  private static final int PIECE = 1;
  private static final int TEXT = 1;
  private static final int TYPE = 3;
  private static final int TYPE_BYTE = 6;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final List<String> pieces = new ArrayList<>();
  private final Map<String, Integer> types = new HashMap<>();

  /**
   * Reads the pieces.
   *
   * @param model a model file's bytes
   * @throws IllegalArgumentException if they are no such message or list no piece
   */
  PieceInventory(byte[] model) {
    ByteBuffer message = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (message.hasRemaining()) {
        int tag = (int) varint(message);
        if (tag == (PIECE << 3 | BYTES)) {
          addPiece(bytes(message));
        } else {
          skip(message, tag);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends in the middle of a field", e);
    }
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("it lists no pieces");
    }
  }

  private void addPiece(ByteBuffer message) {
    String text = "";
    int type = 0;
    while (message.hasRemaining()) {
      int tag = (int) varint(message);
      if (tag == (TEXT << 3 | BYTES)) {
        text = UTF_8.decode(bytes(message)).toString();
      } else if (tag == (TYPE << 3 | VARINT)) {
        type = (int) varint(message);
      } else {
        skip(message, tag);
      }
    }
    pieces.add(text);
    types.put(text, type);
  }

  private static void skip(ByteBuffer message, int tag) {
    switch (tag & 7) {
      case VARINT -> varint(message);
      case FIXED_64 -> message.getLong();
      case BYTES -> bytes(message);
      case FIXED_32 -> message.getInt();
      default -> throw new IllegalArgumentException("it has a field of an unknown kind");
    }
  }

  private static ByteBuffer bytes(ByteBuffer message) {
    long length = varint(message);
    if (length < 0 || length > message.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer field =
        message.slice(message.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    message.position(message.position() + (int) length);
    return field;
  }

  private static long varint(ByteBuffer message) {
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

  /** Number of pieces; ids are 0 to below it. */
  int size() {
    return pieces.size();
  }

  String piece(int id) {
    return pieces.get(id);
  }

  boolean contains(String piece) {
    return types.containsKey(piece);
  }

  /** Whether the piece stands for one byte, as {@code <0xF0>} in models with byte fallback. */
  boolean isByte(String piece) {
    return types.getOrDefault(piece, 0) == TYPE_BYTE;
  }
}
