package ai.nmt.vocab;

import java.util.ArrayList;
import java.util.List;

/** Splits a line of prepared text at white space, with Python's notion of white space. */
public final class WhitespaceTokenizer {
  private WhitespaceTokenizer() {}

  /**
   * Splits a line as Python's {@code line.split()}.
   *
   * @param line any text
   * @return the pieces between white space, none of them empty
   */
  public static List<String> split(String line) {
    List<String> tokens = new ArrayList<>();
    int length = line.length();
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (isSpace(line.charAt(i))) {
        if (i > start) {
          tokens.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    if (length > start) {
      tokens.add(line.substring(start));
    }
    return tokens;
  }

  /**
   * Whether Python's {@code str.isspace} holds for a character.
   *
   * <p>It differs from Java's {@code Character.isWhitespace}, for which a no-break space is none.
   *
   * @param character a UTF-16 unit; no character beyond the first plane is white space
   * @return true for white space
   */
  public static boolean isSpace(char character) {
    if (character <= 0x20) {
      return character == 0x20
          || (character >= 0x09 && character <= 0x0d)
          || (character >= 0x1c && character <= 0x1f);
    }
    if (character < 0x1680) {
      return character == 0x85 || character == 0xa0;
    }
    return character == 0x1680
        || (character >= 0x2000 && character <= 0x200a)
        || character == 0x2028
        || character == 0x2029
        || character == 0x202f
        || character == 0x205f
        || character == 0x3000;
  }
}
