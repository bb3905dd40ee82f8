package ai.nmt.sentencepiece;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model file says about its pieces, in the order of their ids, and about decoding them.
 *
 * <p>The file is a protocol buffers message (sentencepiece_model.proto): its field 1 occurs once
 * for each piece and holds the piece's text (field 1), score and type (field 3); fields 2, 3 and 5
 * hold how the model was trained, how text is normalised before and after.
 */
final class PieceInventory {
  private static final int PIECE = 1;
  private static final int TEXT = 1;
  private static final int TYPE = 3;

  private static final int TRAINING = 2;
  private static final int UNKNOWN_SURFACE = 44;

  private static final int NORMALIZATION = 3;
  private static final int DUMMY_PREFIX = 3;
  private static final int NO_EXTRA_SPACE = 4;

  private static final int DENORMALIZATION = 5;
  private static final int CHARACTER_MAP = 2;

  /** What a piece is. */
  enum Type {
    /** A part of text. */
    NORMAL,
    /** Stands for what no piece has. */
    UNKNOWN,
    /** Stands for no text, as the end of a sentence. */
    CONTROL,
    /** Stands for one byte, as {@code <0xF0>} in models with byte fallback. */
    BYTE
  }

  private final List<String> pieces = new ArrayList<>();
  private final Map<String, Type> types = new HashMap<>();
  private String unknownSurface = " \u2047 ";
  private boolean dummyPrefix = true;
  private boolean noExtraSpace = true;
  private boolean changesDecodedText;

  /**
   * Reads the pieces.
   *
   * @param model a model file's bytes
   * @throws IllegalArgumentException if they are no such message or list no piece
   */
  PieceInventory(byte[] model) {
    ProtocolBuffer message = new ProtocolBuffer(ByteBuffer.wrap(model));
    try {
      while (message.next()) {
        if (message.isBytes(PIECE)) {
          addPiece(message.message());
        } else if (message.isBytes(TRAINING)) {
          readTraining(message.message());
        } else if (message.isBytes(NORMALIZATION)) {
          readNormalization(message.message());
        } else if (message.isBytes(DENORMALIZATION)) {
          readDenormalization(message.message());
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it ends in the middle of a field", e);
    }
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("it lists no pieces");
    }
  }

  private void addPiece(ProtocolBuffer message) {
    String text = "";
    int type = 1;
    while (message.next()) {
      if (message.isBytes(TEXT)) {
        text = message.text();
      } else if (message.isNumber(TYPE)) {
        type = (int) message.number();
      }
    }
    pieces.add(text);
    types.put(
        text,
        switch (type) {
          case 2 -> Type.UNKNOWN;
          case 3 -> Type.CONTROL;
          case 6 -> Type.BYTE;
          default -> Type.NORMAL;
        });
  }

  private void readTraining(ProtocolBuffer message) {
    while (message.next()) {
      if (message.isBytes(UNKNOWN_SURFACE)) {
        unknownSurface = message.text();
      }
    }
  }

  private void readNormalization(ProtocolBuffer message) {
    while (message.next()) {
      if (message.isNumber(DUMMY_PREFIX)) {
        dummyPrefix = message.number() != 0;
      } else if (message.isNumber(NO_EXTRA_SPACE)) {
        noExtraSpace = message.number() != 0;
      }
    }
  }

  private void readDenormalization(ProtocolBuffer message) {
    while (message.next()) {
      changesDecodedText |= message.isBytes(CHARACTER_MAP) && !message.isEmpty();
    }
  }

  /** Number of pieces; ids are 0 to below it. */
  int size() {
    return pieces.size();
  }

  String piece(int id) {
    return pieces.get(id);
  }

  /** What a piece is; null for one that the model does not have. */
  Type type(String piece) {
    return types.get(piece);
  }

  /** What the piece for unknown text is written as. */
  String unknownSurface() {
    return unknownSurface;
  }

  /** Whether encoding puts a space before each text. */
  boolean dummyPrefix() {
    return dummyPrefix;
  }

  /** Whether encoding drops spaces around a text. */
  boolean noExtraSpace() {
    return noExtraSpace;
  }

  /** Whether decoded text is to be changed by rules of the model. */
  boolean changesDecodedText() {
    return changesDecodedText;
  }
}
