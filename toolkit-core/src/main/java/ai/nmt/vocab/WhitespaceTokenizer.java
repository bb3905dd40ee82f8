package ai.nmt.vocab;

import ai.nmt.unicode.Characters;
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
    return Characters.isPythonSpace(character);
  }
}
