package ai.nmt.jbleu;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How Tercom splits a text into words. Immutable and thread-safe. */
final class TerTokenizer {
  private static final Pattern POSSESSIVE = Pattern.compile("'s ");
  private static final Pattern PUNCTUATION = Pattern.compile("[.,?:;!\"()]");
  private static final Pattern ASIAN_PUNCTUATION =
      Pattern.compile(
          "[\\u3001\\u3002\\u3008-\\u3011\\u3014-\\u301f\\u30fb\\uff61-\\uff65"
              + "\\uff01\\uff02\\uff08\\uff09\\uff0c\\uff0e\\uff1a\\uff1b\\uff1f]");

  // Ideographs, strokes, radicals and their compatibility forms. Tercom's range of enclosed letters
  // (3200-32ff) reaches up to 3f22, which makes no difference here. Kana stay together.
  private static final Pattern IDEOGRAPH =
      Pattern.compile(
          "[\\u2e80-\\u2eff\\u31c0-\\u31ef\\u3200-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
              + "\\ufe30-\\ufe4f]");

  private final TerConfig config;

  TerTokenizer(TerConfig config) {
    this.config = config;
  }

  /** The words of a text, none of them empty. */
  List<String> tokenize(String text) {
    String line = Whitespace.stripTrailing(text);
    if (!config.caseSensitive()) {
      line = line.toLowerCase(Locale.ROOT);
    }
    if (config.normalized()) {
      line = normalize(line);
    }
    if (config.noPunctuation()) {
      line = PUNCTUATION.matcher(line).replaceAll("");
      if (config.asianSupport()) {
        line = ASIAN_PUNCTUATION.matcher(line).replaceAll("");
      }
    }
    return Whitespace.split(line);
  }

  /**
   * The words of a reference: sacreBLEU normalizes references twice, which splits the possessive of
   * "it's." and so counts an edit against an equal hypothesis; scores have to be the same.
   */
  List<String> tokenizeReference(String text) {
    List<String> words = tokenize(text);
    return config.normalized() ? tokenize(String.join(" ", words)) : words;
  }

  private String normalize(String text) {
    String joined = text.replace("\n-", "").replace('\n', ' ');
    String line = WesternRules.separatePunctuation(" " + WesternRules.decodeEntities(joined) + " ");
    line = POSSESSIVE.matcher(line).replaceAll(" $0");
    line = WesternRules.separateStops(line);
    if (config.asianSupport()) {
      line = IDEOGRAPH.matcher(line).replaceAll(" $0 ");
      line = ASIAN_PUNCTUATION.matcher(line).replaceAll(" $0 ");
    }
    return line;
  }
}
