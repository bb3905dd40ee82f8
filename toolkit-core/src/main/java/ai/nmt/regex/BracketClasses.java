package ai.nmt.regex;

import com.ibm.icu.text.UnicodeSet;

/** Reads sets of characters in brackets: {@code [^a-z[:digit:]\w]}. */
final class BracketClasses {
  private final PatternText text;
  private final Dialect dialect;
  private final Escapes escapes;

  BracketClasses(PatternText text, Dialect dialect, Escapes escapes) {
    this.text = text;
    this.dialect = dialect;
    this.escapes = escapes;
  }

  /** Reads on behind the opening bracket and over the closing one. */
  UnicodeSet read(Flags flags) {
    boolean negated = text.accept("^");
    UnicodeSet set = new UnicodeSet();
    boolean first = true;
    while (first || text.peek() != ']') {
      if (text.atEnd()) {
        throw new RegexSyntaxException("a '[' has no ']'");
      }
      addItem(set, flags);
      first = false;
    }
    text.next();
    UnicodeSet closed = flags.ignoresCase() ? ignoringCase(set) : set;
    return (negated ? closed.complement() : closed).freeze();
  }

  private void addItem(UnicodeSet set, Flags flags) {
    Escapes.Meaning low = element(flags);
    if (text.peek() != '-' || text.peek(1) == ']' || text.peek(1) == PatternText.END) {
      add(set, low);
      return;
    }
    int start = text.position();
    text.next();
    Escapes.Meaning high = element(flags);
    if (low.isSet() || high.isSet()) {
      if (dialect == Dialect.PYTHON) {
        throw new RegexSyntaxException(
            "a range in brackets begins or ends with a class, as in [a-\\d]");
      }
      // For Perl the sign stands for itself then.
      add(set, low);
      set.add('-');
      add(set, high);
      return;
    }
    if (low.character() > high.character()) {
      throw new RegexSyntaxException(
          "the range '"
              + Character.toString(low.character())
              + text.since(start)
              + "' in brackets runs backwards");
    }
    set.add(low.character(), high.character());
  }

  private static void add(UnicodeSet set, Escapes.Meaning meaning) {
    if (meaning.isSet()) {
      set.addAll(meaning.set());
    } else {
      set.add(meaning.character());
    }
  }

  private Escapes.Meaning element(Flags flags) {
    int character = text.next();
    if (character == '\\') {
      return escapes.read(flags, true);
    }
    int kind = text.peek();
    if (character == '[' && (kind == ':' || kind == '.' || kind == '=')) {
      String name = nameInColons((char) kind);
      if (name != null) {
        return named((char) kind, name, flags);
      }
    }
    return Escapes.Meaning.of(character);
  }

  /** What stands in {@code [:...:]}, read over it; null where the text is no such name. */
  private String nameInColons(char kind) {
    int end = 1;
    int character = text.peek(end);
    while (character == '^' || PatternText.isDigit(character, Character.MAX_RADIX)) {
      character = text.peek(++end);
    }
    if (character != kind || text.peek(end + 1) != ']') {
      return null;
    }
    int start = text.position() + 1;
    text.reset(start + end - 1);
    String name = text.since(start);
    text.reset(start + end + 1);
    return name;
  }

  private Escapes.Meaning named(char kind, String name, Flags flags) {
    String whole = "[" + kind + name + kind + "]";
    if (dialect == Dialect.PYTHON) {
      throw new RegexSyntaxException(
          "Python's expressions know no classes such as " + whole + "; \\w, \\d and \\s are known");
    }
    boolean negated = name.startsWith("^");
    UnicodeSet set =
        kind == ':' ? Properties.posix(negated ? name.substring(1) : name, flags) : null;
    if (set == null) {
      throw new RegexSyntaxException(
          "there is no class "
              + whole
              + "; known are "
              + String.join(", ", Properties.POSIX_NAMES)
              + ", as in [[:alpha:]]");
    }
    return negated ? Escapes.Meaning.not(set) : Escapes.Meaning.of(set);
  }

  /** The set with all other cases of its characters. */
  static UnicodeSet ignoringCase(UnicodeSet set) {
    UnicodeSet closed = set.cloneAsThawed().closeOver(UnicodeSet.CASE_INSENSITIVE);
    return closed.removeAllStrings();
  }
}
