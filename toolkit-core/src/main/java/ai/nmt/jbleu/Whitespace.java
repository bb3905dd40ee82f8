package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;

/** White space as Python's {@code str.split} and {@code str.strip} see it. */
final class Whitespace {
  private Whitespace() {}

  /** Whether a character, given as a UTF-16 unit or a code point, is white space. */
  static boolean contains(int c) {
    return (c >= 0x09 && c <= 0x0D)
        || (c >= 0x1C && c <= 0x20)
        || c == 0x85
        || Character.isSpaceChar(c);
  }

  /** The words between white space, none of them empty. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || contains(text.charAt(i))) {
        if (i > begin) {
          words.add(text.substring(begin, i));
        }
        begin = i + 1;
      }
    }
    return words;
  }

  static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && contains(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  static String strip(String text) {
    int begin = 0;
    while (begin < text.length() && contains(text.charAt(begin))) {
      begin++;
    }
    return stripTrailing(text.substring(begin));
  }
}
