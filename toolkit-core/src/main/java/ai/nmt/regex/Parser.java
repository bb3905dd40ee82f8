package ai.nmt.regex;

import ai.nmt.regex.Node.Place;
import com.ibm.icu.text.UnicodeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads an expression. Not thread-safe. */
final class Parser {
  /** Groups in groups: what reads and compiles them calls itself. */
  private static final int DEEPEST = 200;

  /** Perl's limit for what a look-behind may match. */
  private static final int WIDEST_BEHIND = 255;

  private static final UnicodeSet EVERYTHING = new UnicodeSet(0, Character.MAX_CODE_POINT).freeze();
  private static final UnicodeSet LINE_FEED = new UnicodeSet('\n', '\n').freeze();
  private static final UnicodeSet NO_LINE_FEED = LINE_FEED.cloneAsThawed().complement().freeze();

  private final PatternText text;
  private final Dialect dialect;
  private final Escapes escapes;
  private final BracketClasses brackets;
  private final Quantifiers quantifiers;
  private final Map<String, Integer> names = new HashMap<>();
  private final List<Integer> openGroups = new ArrayList<>();
  private Flags flags;
  private Flags global = Flags.NONE;
  private int groups;
  private int highestReference;
  private int depth;

  private Parser(String pattern, Dialect dialect, Flags flags) {
    this.text = new PatternText(pattern);
    this.dialect = dialect;
    this.flags = flags;
    this.escapes = new Escapes(text, dialect);
    this.brackets = new BracketClasses(text, dialect, escapes);
    this.quantifiers = new Quantifiers(text, dialect);
  }

  /** A parsed expression: group 1 is all of it where it is {@code enclosed}. */
  record Parsed(Node node, int groups) {}

  static Parsed parse(String pattern, Dialect dialect, boolean enclosed) {
    Parser parser = new Parser(pattern, dialect, Flags.NONE);
    Parsed parsed = parser.parse(enclosed);
    if (parser.global.equals(Flags.NONE)) {
      return parsed;
    }
    // Python's flags hold for the whole expression, wherever they stand.
    return new Parser(pattern, dialect, parser.global).parse(enclosed);
  }

  private Parsed parse(boolean enclosed) {
    Node node = enclosed ? group(++groups) : choice();
    if (!text.atEnd()) {
      throw new RegexSyntaxException("a ')' has no '('");
    }
    if (highestReference > groups) {
      throw new RegexSyntaxException(
          "it refers to group " + highestReference + ", but has only " + groups);
    }
    return new Parsed(node, groups);
  }

  private Node choice() {
    if (++depth > DEEPEST) {
      throw new RegexSyntaxException("it has more than " + DEEPEST + " groups in groups");
    }
    List<Node> choices = new ArrayList<>();
    do {
      choices.add(sequence());
    } while (text.accept("|"));
    depth--;
    return choices.size() == 1 ? choices.get(0) : new Node.Choice(List.copyOf(choices));
  }

  private Node sequence() {
    List<Node> parts = new ArrayList<>();
    while (true) {
      skipExtended();
      int next = text.peek();
      if (next == PatternText.END || next == '|' || next == ')') {
        return parts.size() == 1 ? parts.get(0) : new Node.Sequence(List.copyOf(parts));
      }
      Node atom = atom();
      if (atom != null) {
        boolean isPlace = next != '(' && atom instanceof Node.Condition;
        parts.add(quantified(atom, isPlace));
      }
    }
  }

  private void skipExtended() {
    while (flags.extended() && !text.atEnd()) {
      if (Properties.space(Dialect.PERL, Flags.NONE).contains(text.peek())) {
        text.next();
      } else if (text.peek() == '#') {
        while (!text.atEnd() && text.next() != '\n') {
          // A comment ends with its line.
        }
      } else {
        return;
      }
    }
  }

  /** One part without its quantifier; null for what only changes flags or comments. */
  private Node atom() {
    int character = text.next();
    return switch (character) {
      case '(' -> parenthesis();
      case '[' -> bracket();
      case '.' -> new Node.One(flags.dotsMatchBreaks() ? EVERYTHING : NO_LINE_FEED);
      case '^' -> place(flags.manyLines() ? Place.LINE_START : Place.TEXT_START);
      case '$' -> place(flags.manyLines() ? Place.LINE_END : Place.LAST_LINE_END);
      case '\\' -> escape();
      case '*', '+', '?' ->
          throw new RegexSyntaxException(
              "the quantifier '" + (char) character + "' has nothing before it to repeat");
      default -> literal(character);
    };
  }

  private Node bracket() {
    int start = text.position();
    if (text.peek() == ':') {
      String rest = text.until(']', "'['");
      if (rest.length() > 2 && rest.endsWith(":")) {
        throw new RegexSyntaxException(
            "the class [" + rest + "] stands outside of brackets; write [[" + rest + "]]");
      }
      text.reset(start);
    }
    return new Node.One(brackets.read(flags));
  }

  private Node literal(int character) {
    UnicodeSet set = new UnicodeSet(character, character);
    return new Node.One((flags.ignoresCase() ? BracketClasses.ignoringCase(set) : set).freeze());
  }

  private Node place(Place place) {
    boolean isEdge = place == Place.WORD_EDGE || place == Place.NO_WORD_EDGE;
    return new Node.Condition(place, isEdge ? Properties.word(dialect, flags) : UnicodeSet.EMPTY);
  }

  private Node escape() {
    int letter = text.peek();
    boolean perl = dialect == Dialect.PERL;
    return switch (letter) {
      case 'A' -> place(Place.TEXT_START, true);
      case 'z' -> place(Place.TEXT_END, perl);
      case 'Z' -> place(perl ? Place.LAST_LINE_END : Place.TEXT_END, true);
      case 'b' -> boundary();
      case 'B' -> place(Place.NO_WORD_EDGE, true);
      case 'G' -> place(Place.TEXT_START, perl);
      case 'R' -> perl ? lineBreak() : character();
      case 'X' -> perl ? grapheme() : character();
      case 'K' ->
          // The whole of what matched is asked for, not what Perl's $& would be.
          perl ? ignored() : character();
      case 'g', 'k' -> perl ? namedReference(letter) : character();
      default -> PatternText.isDigit(letter, 10) && letter != '0' ? numbered() : character();
    };
  }

  private Node place(Place place, boolean known) {
    if (!known) {
      return character();
    }
    text.next();
    return place(place);
  }

  private Node boundary() {
    text.next();
    if (dialect == Dialect.PERL && text.peek() == '{') {
      throw new RegexSyntaxException(
          "\\b{" + text.until('}', "\\b{").substring(1) + "} is not supported");
    }
    return place(Place.WORD_EDGE);
  }

  private Node lineBreak() {
    text.next();
    Node both = new Node.Sequence(List.of(literal('\r'), literal('\n')));
    return new Node.Atomic(
        new Node.Choice(List.of(both, new Node.One(Properties.verticalSpace()))));
  }

  private Node grapheme() {
    text.next();
    return new Node.Grapheme();
  }

  private Node ignored() {
    text.next();
    return new Node.Empty();
  }

  private Node character() {
    Escapes.Meaning meaning = escapes.read(flags, false);
    return meaning.isSet() ? new Node.One(meaning.set()) : literal(meaning.character());
  }

  /** {@code \1}, or an octal number as each language sees it. */
  private Node numbered() {
    int start = text.position();
    String digits = text.digits(10, 9);
    int number = Integer.parseInt(digits);
    boolean octal =
        dialect == Dialect.PERL
            ? digits.length() > 1 && number > groups
            : digits.length() >= 3 && digits.substring(0, 3).chars().allMatch(d -> d < '8');
    if (octal) {
      text.reset(start);
      if (PatternText.isDigit(text.peek(), 8)) {
        return character();
      }
    }
    if (dialect == Dialect.PYTHON && digits.length() > 2) {
      text.reset(start + 2);
      number = Integer.parseInt(digits.substring(0, 2));
    }
    return reference(number);
  }

  private Node reference(int number) {
    if (dialect == Dialect.PYTHON && (number > groups || openGroups.contains(number))) {
      throw new RegexSyntaxException("\\" + number + " refers to a group that has not ended");
    }
    highestReference = Math.max(highestReference, number);
    return new Node.BackReference(number, flags.ignoresCase());
  }

  /** {@code \g1}, {@code \g{-1}}, {@code \g{name}}, {@code \k<name>}. */
  private Node namedReference(int letter) {
    text.next();
    int open = text.peek();
    String name;
    if (open == '{' || (letter == 'k' && (open == '<' || open == '\''))) {
      text.next();
      name = text.until(open == '{' ? '}' : open == '<' ? '>' : '\'', "\\" + (char) letter).strip();
    } else {
      name = (text.accept("-") ? "-" : "") + text.digits(10, 9);
    }
    return reference(letter == 'g' && name.matches("-?[0-9]{1,9}") ? number(name) : named(name));
  }

  private int number(String digits) {
    int number = Integer.parseInt(digits);
    int counted = number < 0 ? groups + 1 + number : number;
    if (counted < 1) {
      throw new RegexSyntaxException("\\g{" + digits + "} refers to no group");
    }
    return counted;
  }

  private int named(String name) {
    Integer number = names.get(name);
    if (number == null) {
      throw new RegexSyntaxException("it refers to a group '" + name + "' that is not there");
    }
    return number;
  }

  private Node group(int number) {
    openGroups.add(number);
    Node body = choice();
    openGroups.remove(Integer.valueOf(number));
    return new Node.Group(number, body);
  }

  /** Reads on behind an opening parenthesis. */
  private Node parenthesis() {
    if (text.peek() == '*' && dialect == Dialect.PERL) {
      throw unsupported("(*" + (char) Math.max(' ', text.peek(1)) + "...)");
    }
    Flags outside = flags;
    Node node;
    if (!text.accept("?")) {
      node = group(++groups);
    } else if (text.accept("#")) {
      text.until(')', "the comment '(?#'");
      return null;
    } else {
      node = special();
      if (node == null) {
        return null;
      }
    }
    if (text.next() != ')') {
      throw new RegexSyntaxException("a '(' has no ')'");
    }
    flags = outside;
    return node;
  }

  /** What {@code (?} begins, up to its closing parenthesis; null for flags, which are read over. */
  private Node special() {
    if (text.accept(":")) {
      return choice();
    } else if (text.accept("=")) {
      return new Node.Ahead(choice(), false);
    } else if (text.accept("!")) {
      return new Node.Ahead(choice(), true);
    } else if (text.accept("<=")) {
      return behind(false);
    } else if (text.accept("<!")) {
      return behind(true);
    } else if (text.accept(">")) {
      return new Node.Atomic(choice());
    } else if (text.accept("P<") || (dialect == Dialect.PERL && text.accept("<"))) {
      return namedGroup('>');
    } else if (dialect == Dialect.PERL && text.accept("'")) {
      return namedGroup('\'');
    } else if (text.accept("P=")) {
      int start = text.position();
      while (text.peek() != ')' && !text.atEnd()) {
        text.next();
      }
      return reference(named(text.since(start)));
    }
    return flags();
  }

  private Node namedGroup(char end) {
    String name = text.until(end, "the name of a group");
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new RegexSyntaxException(
          "'" + name + "' is no name of a group; expected: letters, digits and _");
    }
    int number = ++groups;
    if (names.putIfAbsent(name, number) != null && dialect == Dialect.PYTHON) {
      throw new RegexSyntaxException("two groups have the name '" + name + "'");
    }
    return group(number);
  }

  private Node behind(boolean negative) {
    Node body = choice();
    Node.Width width = body.width();
    if (dialect == Dialect.PYTHON && width.least() != width.most()) {
      throw new RegexSyntaxException("a look-behind matches more than one length");
    } else if (width.most() > WIDEST_BEHIND) {
      throw new RegexSyntaxException(
          "a look-behind can match more than " + WIDEST_BEHIND + " characters");
    }
    return new Node.Behind(body, negative);
  }

  /** {@code (?i)} changes what follows in its group, {@code (?i:...)} what it holds. */
  private Node flags() {
    int start = text.position();
    Flags changed = flags;
    if (dialect == Dialect.PERL && text.accept("^")) {
      changed = Flags.NONE;
    }
    boolean on = true;
    int letter = text.next();
    while (letter != ')' && letter != ':') {
      if (letter == '-' && on) {
        on = false;
      } else if (letter == 'i' || letter == 'm' || letter == 's' || letter == 'x') {
        changed = changed.with(letter, on);
      } else if (on && (letter == 'a' || letter == 'u')) {
        changed = changed.with(letter, true);
      } else {
        throw unsupported("(?" + text.since(start) + "...)");
      }
      letter = text.next();
    }
    if (letter == ':') {
      flags = changed;
      return choice();
    }
    if (dialect == Dialect.PYTHON) {
      global = global.or(changed);
    } else {
      flags = changed;
    }
    return null;
  }

  private static RegexSyntaxException unsupported(String what) {
    return new RegexSyntaxException("the group " + what + " is not supported");
  }

  private Node quantified(Node atom, boolean isPlace) {
    skipExtended();
    int[] counts = quantifiers.read();
    if (counts == null) {
      return atom;
    }
    if (dialect == Dialect.PYTHON && isPlace) {
      throw new RegexSyntaxException("a quantifier has nothing before it to repeat");
    }
    Node.Preference preference =
        text.accept("?")
            ? Node.Preference.LAZY
            : text.accept("+") ? Node.Preference.POSSESSIVE : Node.Preference.GREEDY;
    skipExtended();
    int start = text.position();
    if (quantifiers.read() != null) {
      throw new RegexSyntaxException(
          "the quantifier '" + text.since(start) + "' follows another quantifier");
    }
    return new Node.Repetition(atom, counts[0], counts[1], preference);
  }
}
