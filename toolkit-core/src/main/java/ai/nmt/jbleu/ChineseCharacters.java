package ai.nmt.jbleu;

/** The characters that sacreBLEU's {@code zh} tokenizer takes for Chinese. */
final class ChineseCharacters {
  /**
   * First and last character of each range, ascending.
   *
   * <p>sacreBLEU writes two ranges beyond the Basic Multilingual Plane with four hexadecimal
   * digits, so that U+20000 to U+2A6D6 became "U+2000 0" to "U+2A6D 6", and U+2F800 to U+2FA1D
   * became "U+2F80 0" to "U+2FA1 D". Scores are comparable only with the same characters, so these
   * ranges are kept as they work there: U+2001 to U+2A6D and U+2F81 to U+2FA1, the latter within
   * the Kangxi radicals.
   */
  private static final int[][] RANGES = {
    {0x2001, 0x2A6D},
    {0x2E80, 0x2EFF}, // radicals supplement
    {0x2F00, 0x2FDF}, // Kangxi radicals
    {0x2FF0, 0x2FFF}, // character structure
    {0x3000, 0x303F}, // punctuation
    {0x3100, 0x312F}, // Bopomofo
    {0x31A0, 0x31BF}, // Bopomofo extended
    {0x31C0, 0x31EF}, // strokes
    {0x3200, 0x32FF}, // enclosed letters and months
    {0x3300, 0x33FF}, // compatibility
    {0x3400, 0x4DB5}, // unified ideographs, extension A
    {0x4E00, 0x9FBB}, // unified ideographs
    {0xF900, 0xFA2D}, // compatibility ideographs
    {0xFA30, 0xFA6A},
    {0xFA70, 0xFAD9},
    {0xFE10, 0xFE1F}, // vertical forms
    {0xFE30, 0xFE4F}, // compatibility forms
    {0xFF00, 0xFFEF}, // half and full width forms
  };

  private ChineseCharacters() {}

  /** Makes each Chinese character a word of its own. */
  static void separate(TextBuffer text) {
    text.rewrite();
    for (int i = 0; i < text.length(); i++) {
      int c = text.at(i);
      if (contains(c)) {
        text.putWord(c);
      } else {
        text.put(c);
      }
    }
    text.finish();
  }

  /**
   * Whether a character counts as Chinese.
   *
   * @param character a code point
   * @return true for characters that are words of their own
   */
  static boolean contains(int character) {
    if (character < RANGES[0][0]) {
      return false;
    }
    for (int[] range : RANGES) {
      if (character >= range[0] && character <= range[1]) {
        return true;
      }
    }
    return false;
  }
}
