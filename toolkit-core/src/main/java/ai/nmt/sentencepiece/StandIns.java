package ai.nmt.sentencepiece;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces pieces that the binding cannot decode by private characters, and those in the decoded
 * text by what they stand for.
 *
 * <p>The binding returns decoded text by JNI's {@code NewStringUTF}, which damages characters
 * outside the basic multilingual plane and ends at U+0000. A character of the private use area is
 * an unknown piece, which SentencePiece copies as it is.
 */
final class StandIns {
  private static final char FIRST = '\uE000';
  private static final char LAST = '\uF8FF';
  private static final String SPACE = "\u2581";

  private final PieceInventory inventory;
  private final Set<Character> taken = new HashSet<>();
  private final List<String> pieces = new ArrayList<>();
  private final List<String> meanings = new ArrayList<>();
  private final StringBuilder standIns = new StringBuilder();
  private char next = FIRST;

  /** A piece, or a run of bytes' pieces, which are characters only together. */
  private record Unit(List<String> pieces, boolean isBytes) {
    String text() {
      return isBytes ? decode(pieces) : pieces.get(0);
    }
  }

  /** Prepares the pieces of one line. */
  StandIns(PieceInventory inventory, List<String> line) {
    this.inventory = inventory;
    List<Unit> units = units(line);
    for (Unit unit : units) {
      unit.text().chars().filter(StandIns::isPrivate).forEach(code -> taken.add((char) code));
    }
    units.forEach(this::add);
  }

  private static boolean isPrivate(int character) {
    return character >= FIRST && character <= LAST;
  }

  private List<Unit> units(List<String> line) {
    List<Unit> units = new ArrayList<>();
    int start = 0;
    while (start < line.size()) {
      int end = start;
      while (end < line.size() && inventory.isByte(line.get(end))) {
        end++;
      }
      boolean isBytes = end > start;
      end = Math.max(end, start + 1);
      units.add(new Unit(line.subList(start, end), isBytes));
      start = end;
    }
    return units;
  }

  /** The pieces to decode. */
  String[] pieces() {
    return pieces.toArray(String[]::new);
  }

  /** The decoded text with the stand-ins' meanings. */
  String restore(String decoded) {
    if (meanings.isEmpty()) {
      return decoded;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < decoded.length(); i++) {
      int index = standIns.indexOf(decoded.substring(i, i + 1));
      if (index < 0) {
        text.append(decoded.charAt(i));
      } else {
        text.append(meanings.get(index));
      }
    }
    return text.toString();
  }

  private void add(Unit unit) {
    String text = unit.text();
    if (isPlain(text)) {
      pieces.addAll(unit.pieces());
    } else if (!unit.isBytes() && inventory.contains(text)) {
      boolean startsWord = text.startsWith(SPACE);
      if (startsWord) {
        pieces.add(SPACE);
      }
      replace(text.substring(startsWord ? 1 : 0).replace(SPACE, " "));
    } else {
      replace(text);
    }
  }

  /** Neither U+0000 nor a surrogate. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || Character.isSurrogate(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private void replace(String meaning) {
    int known = meanings.indexOf(meaning);
    if (known >= 0) {
      pieces.add(standIns.substring(known, known + 1));
      return;
    }
    while (next <= LAST && taken.contains(next)) {
      next++;
    }
    if (next > LAST) {
      throw new InputException(
          "a line has more than "
              + meanings.size()
              + " different pieces outside the basic multilingual plane, more than can be decoded"
              + " at once; split the line");
    }
    meanings.add(meaning);
    standIns.append(next);
    pieces.add(Character.toString(next++));
  }

  /** Bytes as UTF-8; each byte that belongs to no character becomes U+FFFD, as in SentencePiece. */
  private static String decode(List<String> run) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String piece : run) {
      bytes.write(Integer.parseInt(piece.substring(3, 5), 16));
    }
    byte[] all = bytes.toByteArray();
    StringBuilder text = new StringBuilder();
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
    return text.toString();
  }

  private static int characterLength(byte first) {
    int leadingOnes = Integer.numberOfLeadingZeros(~(first << 24));
    return Math.max(1, Math.min(4, leadingOnes));
  }
}
