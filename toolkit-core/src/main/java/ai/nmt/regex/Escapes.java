package ai.nmt.regex;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.UnicodeSet;

/** Reads what a backslash begins, where it stands for a character or for a set of characters. */
final class Escapes {
  private static final int OCTAL = 8;
  private static final int HEXADECIMAL = 16;

  private final PatternText text;
  private final Dialect dialect;

  Escapes(PatternText text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /**
   * What an escape means.
   *
   * @param character a character, if {@code set} is null
   * @param set a set of characters
   */
  record Meaning(int character, UnicodeSet set) {
    static Meaning of(int character) {
      return new Meaning(character, null);
    }

    static Meaning of(UnicodeSet set) {
      return new Meaning(PatternText.END, set);
    }

    static Meaning not(UnicodeSet set) {
      return of(set.cloneAsThawed().complement().freeze());
    }

    boolean isSet() {
      return set != null;
    }
  }

  /** Reads on behind the backslash. */
  Meaning read(Flags flags, boolean inBrackets) {
    int letter = text.next();
    return switch (letter) {
      case PatternText.END -> throw new RegexSyntaxException("it ends with a single backslash");
      case 'd' -> Meaning.of(Properties.digit(flags));
      case 'D' -> Meaning.not(Properties.digit(flags));
      case 'w' -> Meaning.of(Properties.word(dialect, flags));
      case 'W' -> Meaning.not(Properties.word(dialect, flags));
      case 's' -> Meaning.of(Properties.space(dialect, flags));
      case 'S' -> Meaning.not(Properties.space(dialect, flags));
      case 't' -> Meaning.of('\t');
      case 'n' -> Meaning.of('\n');
      case 'r' -> Meaning.of('\r');
      case 'f' -> Meaning.of('\f');
      case 'a' -> Meaning.of(0x07);
      case 'x' -> Meaning.of(hexadecimal());
      case '0', '1', '2', '3', '4', '5', '6', '7' -> Meaning.of(octal(letter));
      default -> {
        if (letter == 'b' && inBrackets) {
          yield Meaning.of('\b');
        }
        yield letter < 0x80 && Character.isLetterOrDigit(letter)
            ? ofDialect(letter, flags, inBrackets)
            : Meaning.of(letter);
      }
    };
  }

  private Meaning ofDialect(int letter, Flags flags, boolean inBrackets) {
    int start = text.position() - 1;
    Meaning meaning = dialect == Dialect.PERL ? perl(letter, flags, inBrackets) : python(letter);
    if (meaning == null) {
      throw new RegexSyntaxException(
          "\\"
              + text.since(start)
              + " means nothing"
              + (inBrackets ? " in brackets" : "")
              + " in "
              + dialect.title()
              + (dialect == Dialect.PERL && "QELUlu".indexOf(letter) >= 0
                  ? "'s expressions that are read from a file; put a backslash before each"
                      + " character that is to stand for itself"
                  : "'s expressions"));
    }
    return meaning;
  }

  private Meaning perl(int letter, Flags flags, boolean inBrackets) {
    return switch (letter) {
      case 'e' -> Meaning.of(0x1B);
      case 'h' -> Meaning.of(Properties.horizontalSpace());
      case 'H' -> Meaning.not(Properties.horizontalSpace());
      case 'v' -> Meaning.of(Properties.verticalSpace());
      case 'V' -> Meaning.not(Properties.verticalSpace());
      case 'c' -> Meaning.of(control());
      case 'o' -> Meaning.of(braced("\\o", OCTAL));
      case 'p' -> property(flags, false);
      case 'P' -> property(flags, true);
      case 'N' -> named(inBrackets);
      default -> null;
    };
  }

  private Meaning python(int letter) {
    return switch (letter) {
      case 'v' -> Meaning.of(0x0B);
      case 'u' -> Meaning.of(exactly("\\u", 4));
      case 'U' -> Meaning.of(exactly("\\U", 8));
      case 'N' -> Meaning.of(characterOfName());
      case 'p', 'P' ->
          throw new RegexSyntaxException(
              "\\"
                  + (char) letter
                  + " means nothing in Python's expressions, which know no"
                  + " properties of characters; list the characters in brackets");
      default -> null;
    };
  }

  private int hexadecimal() {
    if (dialect == Dialect.PYTHON) {
      return exactly("\\x", 2);
    }
    if (text.peek() == '{') {
      return braced("\\x", HEXADECIMAL);
    }
    String digits = text.digits(HEXADECIMAL, 2);
    return digits.isEmpty() ? 0 : Integer.parseInt(digits, HEXADECIMAL);
  }

  private int exactly(String escape, int count) {
    String digits = text.digits(HEXADECIMAL, count);
    if (digits.length() < count) {
      throw new RegexSyntaxException(
          escape + digits + " is no character; expected: " + count + " hexadecimal digits");
    }
    return codePoint(escape + digits, digits, HEXADECIMAL);
  }

  private int braced(String escape, int base) {
    if (text.next() != '{') {
      throw new RegexSyntaxException(escape + " lacks its number in {braces}");
    }
    String digits = text.until('}', escape + "{").strip();
    return codePoint(escape + "{" + digits + "}", digits, base);
  }

  private static int codePoint(String escape, String digits, int base) {
    try {
      int value = Integer.parseInt(digits, base);
      if (Character.isValidCodePoint(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      RegexSyntaxException wrong = new RegexSyntaxException(escape + " is no character");
      wrong.initCause(e);
      throw wrong;
    }
    throw new RegexSyntaxException(escape + " is no character; the last one is 10FFFF");
  }

  private int octal(int first) {
    String digits = (char) first + text.digits(OCTAL, 2);
    int value = Integer.parseInt(digits, OCTAL);
    if (dialect == Dialect.PYTHON && value > 0xFF) {
      throw new RegexSyntaxException("\\" + digits + " is above 377, the last octal number");
    }
    return value;
  }

  private int control() {
    int letter = text.next();
    if (letter < ' ' || letter >= 0x7F) {
      throw new RegexSyntaxException("\\c lacks its ASCII character");
    }
    return (letter >= 'a' && letter <= 'z' ? letter - 0x20 : letter) ^ 0x40;
  }

  private Meaning property(Flags flags, boolean negated) {
    int letter = text.next();
    String name =
        letter == '{'
            ? text.until('}', "\\p{").strip()
            : letter == PatternText.END ? "" : Character.toString(letter);
    boolean complemented = name.startsWith("^");
    String plain = (complemented ? name.substring(1) : name).strip();
    if (plain.isEmpty()) {
      throw new RegexSyntaxException("\\p lacks the name of its property, as in \\p{Greek}");
    }
    UnicodeSet set = Properties.property(plain, flags);
    return negated == complemented ? Meaning.of(set) : Meaning.not(set);
  }

  /** {@code \N} alone is all but a line feed, {@code \N{U+41}} a character. */
  private Meaning named(boolean inBrackets) {
    boolean counted =
        text.peek() == '{' && (PatternText.isDigit(text.peek(1), 10) || text.peek(1) == ',');
    if (text.peek() == '{' && !counted) {
      return Meaning.of(characterOfName());
    }
    return inBrackets ? null : Meaning.not(new UnicodeSet('\n', '\n'));
  }

  private int characterOfName() {
    if (text.next() != '{') {
      throw new RegexSyntaxException("\\N lacks the name of a character in {braces}");
    }
    String name = text.until('}', "\\N{").strip();
    if (name.startsWith("U+")) {
      return codePoint("\\N{" + name + "}", name.substring(2), HEXADECIMAL);
    }
    int character = UCharacter.getCharFromName(name);
    if (character < 0) {
      throw new RegexSyntaxException("Unicode has no character of the name in \\N{" + name + "}");
    }
    return character;
  }
}
