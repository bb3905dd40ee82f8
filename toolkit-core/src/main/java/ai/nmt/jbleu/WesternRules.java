package ai.nmt.jbleu;

import java.util.regex.Pattern;

/**
 * The rules that mteval-v13a and Tercom share: ASCII punctuation but ' , - . is always a word; ,
 * and . are one unless they stand beside a digit; - is one after a digit.
 */
final class WesternRules {
  private static final Pattern PUNCTUATION = Pattern.compile("[ -&(-+/:-@\\[-`{-~]");
  private static final Pattern STOP_AFTER_NON_DIGIT = Pattern.compile("([^0-9])([.,])");
  private static final Pattern STOP_BEFORE_NON_DIGIT = Pattern.compile("([.,])([^0-9])");
  private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

  private WesternRules() {}

  static String decodeEntities(String text) {
    // In this order: an ampersand that is decoded may begin another entity.
    return text.replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
  }

  static String separatePunctuation(String text) {
    return PUNCTUATION.matcher(text).replaceAll(" $0 ");
  }

  static String separateStops(String text) {
    String line = STOP_AFTER_NON_DIGIT.matcher(text).replaceAll("$1 $2 ");
    line = STOP_BEFORE_NON_DIGIT.matcher(line).replaceAll(" $1 $2");
    return DASH_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
  }
}
