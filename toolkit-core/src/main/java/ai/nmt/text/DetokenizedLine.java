package ai.nmt.text;

import ai.nmt.unicode.Characters;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** A line while a detokenizer joins its words, and what it asks about them. Not thread-safe. */
final class DetokenizedLine {
  private static final Pattern SPACES = Pattern.compile(" {2,}");

  /** The ASCII symbols that Perl counts as punctuation, which Unicode does not. */
  private static final String ASCII_SYMBOLS = "$+<=>^`|~";

  private final StringBuilder text = new StringBuilder();
  private String space = " ";

  /** What spaces separate; the space before the first word makes an empty one. */
  static String[] words(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end).split(" ", -1);
  }

  /** Appends the word to the word before. */
  void attachLeft(String word) {
    text.append(word);
    space = " ";
  }

  /** Appends the word; the next one will stand right after it. */
  void attachRight(String word) {
    text.append(space).append(word);
    space = "";
  }

  /** Appends the word with a space before, unless the word before holds on to it. */
  void apart(String word) {
    text.append(space).append(word);
    space = " ";
  }

  /** Appends a space even where the word before holds on to what follows. */
  void addSpace() {
    text.append(' ');
  }

  /** The line with single spaces and, if asked for, its first letter in upper case. */
  String finish(boolean uppercase) {
    String joined = SPACES.matcher(text).replaceAll(" ");
    int start = joined.startsWith(" ") ? 1 : 0;
    int end = joined.length() > start && joined.endsWith(" ") ? 1 : 0;
    String line = joined.substring(start, joined.length() - end);
    return uppercase ? uppercaseFirstLetter(line) : line;
  }

  /** Only if nothing but punctuation and white space precedes the letter. */
  private static String uppercaseFirstLetter(String line) {
    int start = 0;
    while (start < line.length() && isSkipped(line.codePointAt(start))) {
      start += Character.charCount(line.codePointAt(start));
    }
    if (start == line.length() || !Characters.isAlpha(line.codePointAt(start))) {
      return line;
    }
    int end = start + Character.charCount(line.codePointAt(start));
    String letter = Characters.upperCase(line.substring(start, end));
    return line.substring(0, start) + letter + line.substring(end);
  }

  private static boolean isSkipped(int codePoint) {
    return Characters.isPunctuation(codePoint)
        || Characters.isSpace(codePoint)
        || ASCII_SYMBOLS.indexOf(codePoint) >= 0;
  }

  /** Whether all characters stand before a word, such as brackets and currencies. */
  static boolean isOpening(String word) {
    return all(
        word, codePoint -> "([{¿¡".indexOf(codePoint) >= 0 || Characters.isCurrency(codePoint));
  }

  /** Whether all characters stand after a word, such as a full stop. */
  static boolean isClosing(String word) {
    return all(word, codePoint -> ",.?!:;\\%}])".indexOf(codePoint) >= 0);
  }

  /** {@code 's} after a word. */
  static boolean isContraction(String previous, String word) {
    return word.startsWith("'")
        && starts(word.substring(1), Characters::isAlpha)
        && ends(previous, Characters::isAlnum);
  }

  static boolean all(String word, IntPredicate predicate) {
    return !word.isEmpty() && word.codePoints().allMatch(predicate);
  }

  static boolean starts(String word, IntPredicate predicate) {
    return !word.isEmpty() && predicate.test(word.codePointAt(0));
  }

  static boolean ends(String word, IntPredicate predicate) {
    return !word.isEmpty() && predicate.test(word.codePointBefore(word.length()));
  }
}
