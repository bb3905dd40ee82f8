package ai.nmt.sentencepiece;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/**
 * Makes text of pieces as SentencePiece does. The binding's own method would not do: it returns
 * text by JNI's {@code NewStringUTF}, which damages characters outside the basic multilingual plane
 * and ends at U+0000.
 *
 * <p>U+2581 becomes a space, except for the ones that encoding has put at the text's beginning, and
 * in pieces that the model does not have, which are copied. Runs of pieces for bytes are characters
 * together.
 */
final class PieceDecoder {
  private static final String SPACE = "\u2581";

  private final PieceInventory inventory;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private boolean atStart = true;

  /** Whether the space that encoding puts before the text was dropped. */
  private boolean droppedSpace;

  private PieceDecoder(PieceInventory inventory) {
    this.inventory = inventory;
  }

  static String decode(PieceInventory inventory, List<String> pieces) {
    PieceDecoder decoder = new PieceDecoder(inventory);
    pieces.forEach(decoder::add);
    decoder.addBytes();
    return decoder.text.toString();
  }

  private void add(String piece) {
    PieceInventory.Type type = inventory.type(piece);
    if (type == PieceInventory.Type.BYTE) {
      bytes.write(Integer.parseInt(piece.substring(3, 5), 16));
      return;
    }
    addBytes();
    atStart &= !droppedSpace && text.isEmpty();
    if (type == null) {
      text.append(piece);
    } else if (type == PieceInventory.Type.UNKNOWN) {
      text.append(inventory.unknownSurface());
    } else if (type == PieceInventory.Type.NORMAL) {
      addNormal(piece, atStart && (inventory.dummyPrefix() || inventory.noExtraSpace()));
    }
  }

  private void addNormal(String piece, boolean dropsSpace) {
    boolean drops = dropsSpace && piece.startsWith(SPACE);
    // Of spaces that encoding would not keep all go, else the one that it has put there.
    droppedSpace = drops && !inventory.noExtraSpace();
    text.append(piece.substring(drops ? 1 : 0).replace(SPACE, " "));
  }

  /** Bytes as UTF-8; each byte that belongs to no character becomes U+FFFD. */
  private void addBytes() {
    byte[] all = bytes.toByteArray();
    bytes.reset();
    int i = 0;
    while (i < all.length) {
      int length = Math.min(characterLength(all[i]), all.length - i);
      try {
        text.append(UTF_8.newDecoder().decode(ByteBuffer.wrap(all, i, length)));
        i += length;
      } catch (CharacterCodingException e) {
        text.append('\uFFFD');
        i++;
      }
    }
  }

  private static int characterLength(byte first) {
    int leadingOnes = Integer.numberOfLeadingZeros(~(first << 24));
    return Math.max(1, Math.min(4, leadingOnes));
  }
}
