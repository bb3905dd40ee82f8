package ai.nmt.jbleu;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;

/**
 * The rules of mteval-v14, with Unicode's general categories: punctuation is split from what is no
 * number, on either side; symbols are words of their own.
 *
 * <p>The categories are ICU's, which are newer than those of Java 17: characters that Unicode has
 * since added count as sacreBLEU counts them.
 */
final class InternationalRules {
  private static final int NUMBERS =
      (1 << UCharacterCategory.DECIMAL_DIGIT_NUMBER)
          | (1 << UCharacterCategory.LETTER_NUMBER)
          | (1 << UCharacterCategory.OTHER_NUMBER);
  private static final int PUNCTUATION =
      (1 << UCharacterCategory.CONNECTOR_PUNCTUATION)
          | (1 << UCharacterCategory.DASH_PUNCTUATION)
          | (1 << UCharacterCategory.START_PUNCTUATION)
          | (1 << UCharacterCategory.END_PUNCTUATION)
          | (1 << UCharacterCategory.INITIAL_PUNCTUATION)
          | (1 << UCharacterCategory.FINAL_PUNCTUATION)
          | (1 << UCharacterCategory.OTHER_PUNCTUATION);
  private static final int SYMBOLS =
      (1 << UCharacterCategory.MATH_SYMBOL)
          | (1 << UCharacterCategory.CURRENCY_SYMBOL)
          | (1 << UCharacterCategory.MODIFIER_SYMBOL)
          | (1 << UCharacterCategory.OTHER_SYMBOL);

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
      if (i + 1 < length && is(PUNCTUATION, text.at(i + 1)) && !is(NUMBERS, c)) {
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
      if (i + 1 < length && is(PUNCTUATION, c) && !is(NUMBERS, text.at(i + 1))) {
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
      if (is(SYMBOLS, c)) {
        text.putWord(c);
      } else {
        text.put(c);
      }
    }
    text.finish();
  }

  private static boolean is(int categories, int character) {
    return ((categories >> UCharacter.getType(character)) & 1) != 0;
  }
}
