package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;

/**
 * The rules of mteval-v14, with Unicode's general categories: punctuation is split from what is no
 * number, on either side; symbols are words of their own.
 *
 * <p>The categories are not the JDK's: characters that Unicode has added since Java 17 count as
 * sacreBLEU counts them.
 */
final class InternationalRules {
  private InternationalRules() {}

  static void separate(TextBuffer text) {
    separateAfterNonNumbers(text);
    separateBeforeNonNumbers(text);
    separateSymbols(text);
  }

  private static void separateAfterNonNumbers(TextBuffer text) {
    int length = text.length();
    text.rewrite();
    for (int i = 0; i < length; i++) {
      int c = text.at(i);
      text.put(c);
      if (i + 1 < length && Characters.isPunctuation(text.at(i + 1)) && !Characters.isNumber(c)) {
        text.putWord(text.at(i + 1));
        i++;
      }
    }
    text.finish();
  }

  private static void separateBeforeNonNumbers(TextBuffer text) {
    int length = text.length();
    text.rewrite();
    for (int i = 0; i < length; i++) {
      int c = text.at(i);
      if (i + 1 < length && Characters.isPunctuation(c) && !Characters.isNumber(text.at(i + 1))) {
        text.putWord(c);
        text.put(text.at(i + 1));
        i++;
      } else {
        text.put(c);
      }
    }
    text.finish();
  }

  private static void separateSymbols(TextBuffer text) {
    text.rewrite();
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      if (Characters.isSymbol(c)) {
        text.putWord(c);
      } else {
        text.put(c);
      }
    }
    text.finish();
  }
}
