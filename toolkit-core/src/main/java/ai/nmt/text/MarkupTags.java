package ai.nmt.text;

import ai.nmt.unicode.Characters;

/** The XML tags of a line, as {@code clean-corpus-n.perl -ignore-xml} finds them. */
final class MarkupTags {
  private MarkupTags() {}

  /**
   * Replaces each tag by a space.
   *
   * <p>A tag is {@code <}, at least two characters of which the first and the last are no spaces
   * and only these may be {@code >}, and {@code >}; so {@code <b>} is none, as in Moses.
   */
  static String replaceBySpaces(String line) {
    StringBuilder text = new StringBuilder(line.length());
    int copied = 0;
    int close = 0;
    for (int open = line.indexOf('<'); open >= 0; open = line.indexOf('<', open + 1)) {
      close = line.indexOf('>', Math.max(close, open + 2));
      if (close < 0) {
        break;
      }
      int end = end(line, open, close);
      if (end > 0) {
        text.append(line, copied, open).append(' ');
        copied = end;
        open = end - 1;
      }
    }
    return text.append(line, copied, line.length()).toString();
  }

  /**
   * The index after the tag, or 0 if there is none; {@code close} is the first {@code >} after the
   * tag's first character.
   */
  private static int end(String line, int open, int close) {
    if (isSpace(line, open + 1)) {
      return 0;
    } else if (close + 1 < line.length() && line.charAt(close + 1) == '>') {
      return close + 2;
    }
    return close - 1 >= open + 2 && !isSpace(line, close - 1) ? close + 1 : 0;
  }

  private static boolean isSpace(String line, int index) {
    return Characters.isSpace(line.charAt(index));
  }
}
