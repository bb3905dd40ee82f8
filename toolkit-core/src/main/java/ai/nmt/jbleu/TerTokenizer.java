package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;

/** How Tercom splits a text into words. Immutable and thread-safe. */
final class TerTokenizer {
  private static final String PUNCTUATION = ".,?:;!\"()";

  private final TerConfig config;

  TerTokenizer(TerConfig config) {
    this.config = config;
  }

  /** Fills the buffer with a text and puts white space between its words. */
  void tokenize(String text, TextBuffer buffer) {
    String line = Characters.stripTrailing(text);
    if (!config.caseSensitive()) {
      line = Characters.lowerCase(line);
    }
    if (config.normalized() && !line.isEmpty()) {
      normalize(line, buffer);
    } else {
      buffer.set(line);
    }
    if (config.noPunctuation()) {
      removePunctuation(buffer);
    }
  }

  /**
   * The words of a reference: sacreBLEU normalizes references twice, which splits the possessive of
   * "it's." and so counts an edit against an equal hypothesis; scores have to be the same.
   */
  void tokenizeReference(String text, TextBuffer buffer) {
    tokenize(text, buffer);
    if (config.normalized()) {
      tokenize(String.join(" ", buffer.words()), buffer);
    }
  }

  private void normalize(String text, TextBuffer buffer) {
    String joined = text.replace("\n-", "").replace('\n', ' ');
    buffer.set(WesternRules.decodeEntities(joined));
    buffer.pad();
    WesternRules.separatePunctuation(buffer);
    separatePossessives(buffer);
    WesternRules.separateStops(buffer);
    if (config.asianSupport()) {
      separateAsian(buffer);
    }
  }

  /** An 's that ends a word is a word. */
  private static void separatePossessives(TextBuffer text) {
    int length = text.length();
    text.rewrite();
    for (int i = 0; i < length; i++) {
      boolean possessive =
          i + 2 < length && text.at(i) == '\'' && text.at(i + 1) == 's' && text.at(i + 2) == ' ';
      if (possessive) {
        text.put(' ');
      }
      text.put(text.at(i));
    }
    text.finish();
  }

  private static void separateAsian(TextBuffer text) {
    text.rewrite();
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      if (isIdeograph(c) || isAsianPunctuation(c)) {
        text.putWord(c);
      } else {
        text.put(c);
      }
    }
    text.finish();
  }

  private void removePunctuation(TextBuffer text) {
    text.rewrite();
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      boolean removed =
          PUNCTUATION.indexOf(c) >= 0 || (config.asianSupport() && isAsianPunctuation(c));
      if (!removed) {
        text.put(c);
      }
    }
    text.finish();
  }

  /**
   * Ideographs, strokes, radicals and their compatibility forms. Tercom's range of enclosed letters
   * (3200-32ff) reaches up to 3f22, which makes no difference here. Kana stay together.
   */
  private static boolean isIdeograph(int c) {
    return (c >= 0x2E80 && c <= 0x2EFF)
        || (c >= 0x31C0 && c <= 0x31EF)
        || (c >= 0x3200 && c <= 0x4DBF)
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE4F);
  }

  private static boolean isAsianPunctuation(int c) {
    return c == 0x3001
        || c == 0x3002
        || (c >= 0x3008 && c <= 0x3011)
        || (c >= 0x3014 && c <= 0x301F)
        || c == 0x30FB
        || (c >= 0xFF61 && c <= 0xFF65)
        || c == 0xFF01
        || c == 0xFF02
        || c == 0xFF08
        || c == 0xFF09
        || c == 0xFF0C
        || c == 0xFF0E
        || c == 0xFF1A
        || c == 0xFF1B
        || c == 0xFF1F;
  }
}
