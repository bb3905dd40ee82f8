package ai.nmt.vocab;

import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import java.nio.ByteBuffer;

/**
 * Finds the symbols of lines in UTF-8: split at white space as by {@link WhitespaceTokenizer}, but
 * without decoding them.
 */
public final class SymbolReader {
  /** What a character's length is where bytes are no UTF-8. */
  private static final int MALFORMED = 0;

  private SymbolReader() {}

  /**
   * Goes through the symbols of a block.
   *
   * @param text the text with its preparation
   * @param block a block of it
   * @param visitor receives the symbols of each line that is not left out
   * @throws ai.nmt.io.InputException if a line is not valid UTF-8, with its number
   */
  public static void read(PreparedText text, LineBlock block, SymbolVisitor visitor) {
    boolean[] malformed = {false};
    text.forEachEncodedLine(
        block,
        line -> {
          if (!malformed[0]) {
            malformed[0] = !readLine(line, visitor);
          }
        });
    if (malformed[0]) {
      // Decoding says where and what is wrong.
      text.forEachLine(block, line -> {});
      throw new IllegalStateException("the UTF-8 of " + text.file() + " is valid for Java alone");
    }
  }

  /** False if the line is not valid UTF-8. */
  static boolean readLine(ByteBuffer line, SymbolVisitor visitor) {
    byte[] bytes = line.array();
    int position = line.arrayOffset() + line.position();
    int limit = line.arrayOffset() + line.limit();
    int start = position;
    int hash = 0;
    while (position < limit) {
      byte first = bytes[position];
      int next = position + 1;
      if (first < 0) {
        next = endOfCharacter(bytes, position, limit);
        if (next == MALFORMED) {
          return false;
        }
      }
      if (first <= ' ' && isSpace(bytes, position, next)) {
        if (position > start) {
          visitor.symbol(bytes, start, position, hash);
        }
        start = next;
        hash = 0;
        position = next;
      } else {
        while (position < next) {
          hash = SymbolTable.hash(hash, bytes[position++]);
        }
      }
    }
    if (limit > start) {
      visitor.symbol(bytes, start, limit, hash);
    }
    visitor.endOfLine();
    return true;
  }

  /** Whether the character is white space; none of it has four bytes. */
  private static boolean isSpace(byte[] bytes, int from, int to) {
    return switch (to - from) {
      case 1 -> WhitespaceTokenizer.isSpace((char) bytes[from]);
      case 2 ->
          WhitespaceTokenizer.isSpace((char) ((bytes[from] & 0x1F) << 6 | low(bytes, from + 1)));
      case 3 ->
          WhitespaceTokenizer.isSpace(
              (char)
                  ((bytes[from] & 0xF) << 12 | low(bytes, from + 1) << 6 | low(bytes, from + 2)));
      default -> false;
    };
  }

  private static int low(byte[] bytes, int position) {
    return bytes[position] & 0x3F;
  }

  /**
   * Behind the character of several bytes that begins at a position; {@link #MALFORMED} if there is
   * none. As The Unicode Standard, table 3-7: neither overlong forms, nor surrogates, nor numbers
   * above U+10FFFF.
   */
  private static int endOfCharacter(byte[] bytes, int position, int limit) {
    int first = bytes[position] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    int end = position + length;
    if (first < 0xC2 || first > 0xF4 || end > limit) {
      return MALFORMED;
    }
    int second = bytes[position + 1] & 0xFF;
    int least =
        switch (first) {
          case 0xE0 -> 0xA0;
          case 0xF0 -> 0x90;
          default -> 0x80;
        };
    int most =
        switch (first) {
          case 0xED -> 0x9F;
          case 0xF4 -> 0x8F;
          default -> 0xBF;
        };
    if (second < least || second > most) {
      return MALFORMED;
    }
    for (int i = position + 2; i < end; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return MALFORMED;
      }
    }
    return end;
  }
}
