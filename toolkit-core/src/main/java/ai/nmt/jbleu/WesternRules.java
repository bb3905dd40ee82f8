package ai.nmt.jbleu;

/**
 * The rules that mteval-v13a and Tercom share: ASCII punctuation but ' , - . is always a word; ,
 * and . are one unless they stand beside a digit; - is one after a digit.
 *
 * <p>Each rule is a pass of its own, as in the originals: a pair of characters that matched is not
 * looked at again by the same rule.
 */
final class WesternRules {
  private WesternRules() {}

  static String decodeEntities(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    // In this order: an ampersand that is decoded may begin another entity.
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  static void separatePunctuation(TextBuffer text) {
    text.rewrite();
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      if (isPunctuation(c)) {
        text.putWord(c);
      } else {
        text.put(c);
      }
    }
    text.finish();
  }

  static void separateStops(TextBuffer text) {
    separateStopsAfterNonDigits(text);
    separateStopsBeforeNonDigits(text);
    separateDashesAfterDigits(text);
  }

  private static void separateStopsAfterNonDigits(TextBuffer text) {
    int length = text.length();
    text.rewrite();
    for (int i = 0; i < length; i++) {
      int c = text.at(i);
      text.put(c);
      if (i + 1 < length && isStop(text.at(i + 1)) && !isDigit(c)) {
        text.putWord(text.at(i + 1));
        i++;
      }
    }
    text.finish();
  }

  private static void separateStopsBeforeNonDigits(TextBuffer text) {
    int length = text.length();
    text.rewrite();
    for (int i = 0; i < length; i++) {
      int c = text.at(i);
      if (isStop(c) && i + 1 < length && !isDigit(text.at(i + 1))) {
        text.putWord(c);
        text.put(text.at(i + 1));
        i++;
      } else {
        text.put(c);
      }
    }
    text.finish();
  }

  private static void separateDashesAfterDigits(TextBuffer text) {
    int length = text.length();
    text.rewrite();
    for (int i = 0; i < length; i++) {
      int c = text.at(i);
      text.put(c);
      if (isDigit(c) && i + 1 < length && text.at(i + 1) == '-') {
        text.putWord('-');
        i++;
      }
    }
    text.finish();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isStop(int c) {
    return c == '.' || c == ',';
  }

  /** ASCII's punctuation and blank, without {@code ' , - .} and digits. */
  private static boolean isPunctuation(int c) {
    return (c >= ' ' && c <= '&')
        || (c >= '(' && c <= '+')
        || c == '/'
        || (c >= ':' && c <= '@')
        || (c >= '[' && c <= '`')
        || (c >= '{' && c <= '~');
  }
}
