package ai.nmt.text;

/** The Unicode classes of Perl's regular expressions that the Moses rules are stated in. */
final class CharacterClasses {
  private static final int ASCII = 128;
  private static final int NUMBER_CATEGORIES =
      1 << Character.DECIMAL_DIGIT_NUMBER
          | 1 << Character.LETTER_NUMBER
          | 1 << Character.OTHER_NUMBER;

  private CharacterClasses() {}

  /** {@code \s}: the property White_Space. */
  static boolean isSpace(int codePoint) {
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

  /** {@code \p{IsAlpha}}: the property Alphabetic. */
  static boolean isAlpha(int codePoint) {
    if (codePoint < ASCII) {
      int lower = codePoint | 0x20;
      return lower >= 'a' && lower <= 'z';
    }
    return Character.isAlphabetic(codePoint);
  }

  /** {@code \p{IsAlnum}}: Alphabetic or a decimal digit. */
  static boolean isAlnum(int codePoint) {
    return isAlpha(codePoint) || isDigit(codePoint);
  }

  /** {@code \d}: the category Nd. */
  static boolean isDigit(int codePoint) {
    return codePoint < ASCII
        ? codePoint >= '0' && codePoint <= '9'
        : Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
  }

  /** {@code \p{IsN}}: the categories Nd, Nl and No. */
  static boolean isNumber(int codePoint) {
    return codePoint < ASCII
        ? codePoint >= '0' && codePoint <= '9'
        : (NUMBER_CATEGORIES >> Character.getType(codePoint) & 1) != 0;
  }

  /** {@code \p{IsLower}}: the property Lowercase. */
  static boolean isLower(int codePoint) {
    return codePoint < ASCII
        ? codePoint >= 'a' && codePoint <= 'z'
        : Character.isLowerCase(codePoint);
  }

  /** {@code \p{Ll}}: the category Ll. */
  static boolean isLowercaseLetter(int codePoint) {
    return Character.getType(codePoint) == Character.LOWERCASE_LETTER;
  }

  /** {@code /^\s*$/}. */
  static boolean isBlank(String line) {
    return line.codePoints().allMatch(CharacterClasses::isSpace);
  }
}
