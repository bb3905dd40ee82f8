package ai.nmt.regex;

/** An expression while it is read, and where reading stands. Not thread-safe. */
final class PatternText {
  static final int END = -1;

  private final int[] text;
  private int position;

  PatternText(String pattern) {
    text = pattern.codePoints().toArray();
  }

  int position() {
    return position;
  }

  void reset(int to) {
    position = to;
  }

  boolean atEnd() {
    return position == text.length;
  }

  /** The next character without reading it; {@link #END} where there is none. */
  int peek() {
    return peek(0);
  }

  int peek(int offset) {
    return position + offset < text.length ? text[position + offset] : END;
  }

  int next() {
    return atEnd() ? END : text[position++];
  }

  /** Reads the text if it comes next. */
  boolean accept(String expected) {
    for (int i = 0; i < expected.length(); i++) {
      if (peek(i) != expected.charAt(i)) {
        return false;
      }
    }
    position += expected.length();
    return true;
  }

  /** Reads up to the mark and over it. */
  String until(char mark, String what) {
    int start = position;
    while (peek() != mark) {
      if (atEnd()) {
        throw new RegexSyntaxException(what + " has no '" + mark + "' at its end");
      }
      position++;
    }
    return new String(text, start, position++ - start);
  }

  /** Reads digits of a base, at most so many; the empty text if none come. */
  String digits(int base, int most) {
    int start = position;
    while (position - start < most && isDigit(peek(), base)) {
      position++;
    }
    return new String(text, start, position - start);
  }

  static boolean isDigit(int character, int base) {
    return character >= 0 && character < 0x80 && Character.digit(character, base) >= 0;
  }

  /** What was read since a position. */
  String since(int start) {
    return new String(text, start, position - start);
  }
}
