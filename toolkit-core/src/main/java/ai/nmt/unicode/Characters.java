package ai.nmt.unicode;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.ULocale;

/**
 * Classes and letter cases of characters. Numbers that are no code points are in no class.
 *
 * <p>ASCII is answered without ICU, whose data a program that reads nothing else need not load.
 */
public final class Characters {
  private static final int ASCII = 0x80;
  private static final int CAPITAL_I_WITH_DOT = 0x130;

  private static final int NUMBERS =
      1 << UCharacterCategory.DECIMAL_DIGIT_NUMBER
          | 1 << UCharacterCategory.LETTER_NUMBER
          | 1 << UCharacterCategory.OTHER_NUMBER;

  private static final int PUNCTUATION =
      1 << UCharacterCategory.CONNECTOR_PUNCTUATION
          | 1 << UCharacterCategory.DASH_PUNCTUATION
          | 1 << UCharacterCategory.START_PUNCTUATION
          | 1 << UCharacterCategory.END_PUNCTUATION
          | 1 << UCharacterCategory.INITIAL_PUNCTUATION
          | 1 << UCharacterCategory.FINAL_PUNCTUATION
          | 1 << UCharacterCategory.OTHER_PUNCTUATION;

  private static final int SYMBOLS =
      1 << UCharacterCategory.MATH_SYMBOL
          | 1 << UCharacterCategory.CURRENCY_SYMBOL
          | 1 << UCharacterCategory.MODIFIER_SYMBOL
          | 1 << UCharacterCategory.OTHER_SYMBOL;

  private static final int OTHERS =
      1 << UCharacterCategory.CONTROL
          | 1 << UCharacterCategory.FORMAT
          | 1 << UCharacterCategory.SURROGATE
          | 1 << UCharacterCategory.PRIVATE_USE
          | 1 << UCharacterCategory.UNASSIGNED;

  private Characters() {}

  /**
   * Perl's {@code \s}: the property White_Space.
   *
   * @param codePoint a character
   * @return whether it is white space
   */
  public static boolean isSpace(int codePoint) {
    if (codePoint < ASCII) {
      return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
    }
    return codePoint == 0x85
        || codePoint == 0xA0
        || (codePoint >= 0x1680
            && (codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x3000));
  }

  /**
   * Python's {@code str.isspace}, by which {@code split} and {@code strip} go: {@link #isSpace} and
   * the separators U+001C to U+001F.
   *
   * @param codePoint a character; all white space is one UTF-16 unit
   * @return whether it is white space
   */
  public static boolean isPythonSpace(int codePoint) {
    return isSpace(codePoint) || (codePoint >= 0x1C && codePoint <= 0x1F);
  }

  /**
   * {@code /^\s*$/}.
   *
   * @param line any text
   * @return whether it is white space throughout
   */
  public static boolean isBlank(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (!isSpace(line.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Python's {@code str.rstrip()}.
   *
   * @param text any text
   * @return it without the white space at its end
   */
  public static String stripTrailing(String text) {
    int end = text.length();
    while (end > 0 && isPythonSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /**
   * Python's {@code str.strip()}.
   *
   * @param text any text
   * @return it without the white space at both ends
   */
  public static String strip(String text) {
    int start = 0;
    while (start < text.length() && isPythonSpace(text.charAt(start))) {
      start++;
    }
    return stripTrailing(text.substring(start));
  }

  /**
   * {@code \p{IsAlpha}}: the property Alphabetic.
   *
   * @param codePoint a character
   * @return whether it is a letter or a sign that goes with one
   */
  public static boolean isAlpha(int codePoint) {
    if (codePoint < ASCII) {
      int lower = codePoint | 0x20;
      return lower >= 'a' && lower <= 'z';
    }
    return UCharacter.isUAlphabetic(codePoint);
  }

  /**
   * {@code \p{IsAlnum}}.
   *
   * @param codePoint a character
   * @return whether it is Alphabetic or a decimal digit
   */
  public static boolean isAlnum(int codePoint) {
    return isAlpha(codePoint) || isDigit(codePoint);
  }

  /**
   * {@code \d}: the category Nd.
   *
   * @param codePoint a character
   * @return whether it is a decimal digit
   */
  public static boolean isDigit(int codePoint) {
    return codePoint < ASCII
        ? codePoint >= '0' && codePoint <= '9'
        : UCharacter.getType(codePoint) == UCharacterCategory.DECIMAL_DIGIT_NUMBER;
  }

  /**
   * {@code \p{IsN}}: the categories Nd, Nl and No.
   *
   * @param codePoint a character
   * @return whether it is a number
   */
  public static boolean isNumber(int codePoint) {
    return codePoint < ASCII ? codePoint >= '0' && codePoint <= '9' : is(NUMBERS, codePoint);
  }

  /**
   * {@code \p{IsLower}}: the property Lowercase.
   *
   * @param codePoint a character
   * @return whether it is a small letter or a sign like one
   */
  public static boolean isLower(int codePoint) {
    return codePoint < ASCII
        ? codePoint >= 'a' && codePoint <= 'z'
        : UCharacter.hasBinaryProperty(codePoint, UProperty.LOWERCASE);
  }

  /**
   * {@code \p{Ll}}: the category Ll.
   *
   * @param codePoint a character
   * @return whether it is a small letter
   */
  public static boolean isLowercaseLetter(int codePoint) {
    return codePoint < ASCII
        ? codePoint >= 'a' && codePoint <= 'z'
        : UCharacter.getType(codePoint) == UCharacterCategory.LOWERCASE_LETTER;
  }

  /**
   * {@code \p{P}}.
   *
   * @param codePoint a character
   * @return whether its category is one of punctuation
   */
  public static boolean isPunctuation(int codePoint) {
    return is(PUNCTUATION, codePoint);
  }

  /**
   * {@code \p{S}}.
   *
   * @param codePoint a character
   * @return whether its category is one of symbols
   */
  public static boolean isSymbol(int codePoint) {
    return is(SYMBOLS, codePoint);
  }

  /**
   * {@code \p{Sc}}.
   *
   * @param codePoint a character
   * @return whether it is the symbol of a currency
   */
  public static boolean isCurrency(int codePoint) {
    return codePoint < ASCII
        ? codePoint == '$'
        : UCharacter.getType(codePoint) == UCharacterCategory.CURRENCY_SYMBOL;
  }

  /**
   * {@code \p{So}}.
   *
   * @param codePoint a character
   * @return whether it is a symbol neither of mathematics nor of a currency nor a modifier
   */
  public static boolean isOtherSymbol(int codePoint) {
    return codePoint >= ASCII && UCharacter.getType(codePoint) == UCharacterCategory.OTHER_SYMBOL;
  }

  /**
   * {@code \p{C}}.
   *
   * @param codePoint a character
   * @return whether it is a control or format character, a lone surrogate, private or unassigned
   */
  public static boolean isOther(int codePoint) {
    return codePoint < ASCII ? codePoint < ' ' || codePoint == 0x7F : is(OTHERS, codePoint);
  }

  private static boolean is(int categories, int codePoint) {
    return ((categories >> UCharacter.getType(codePoint)) & 1) != 0;
  }

  /**
   * Appends Unicode's full lower case of one character, whatever its neighbours and the language:
   * Perl's {@code lc} of it, by which a final capital sigma becomes σ.
   *
   * @param codePoint a character
   * @param lower what to append to
   */
  public static void appendLowerCase(int codePoint, StringBuilder lower) {
    if (codePoint < ASCII) {
      lower.append((char) (codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 0x20 : codePoint));
    } else if (codePoint == CAPITAL_I_WITH_DOT) {
      // The only character whose lower case is more than one.
      lower.append("i\u0307");
    } else {
      lower.appendCodePoint(UCharacter.toLowerCase(codePoint));
    }
  }

  /**
   * Python's {@code str.lower}: a capital sigma at a word's end becomes ς.
   *
   * @param text any text
   * @return it in lower case
   */
  public static String lowerCase(String text) {
    return UCharacter.toLowerCase(ULocale.ROOT, text);
  }

  /**
   * Unicode's full upper case, the same for every language.
   *
   * @param text any text
   * @return it in upper case
   */
  public static String upperCase(String text) {
    return UCharacter.toUpperCase(ULocale.ROOT, text);
  }
}
