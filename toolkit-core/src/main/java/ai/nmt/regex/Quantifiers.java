package ai.nmt.regex;

/** Reads how often a part is repeated. */
final class Quantifiers {
  /** No limit. */
  static final int ENDLESS = Integer.MAX_VALUE;

  /** The largest count in braces, Perl's. */
  private static final int MOST_TIMES = 65_534;

  private final PatternText text;
  private final Dialect dialect;

  Quantifiers(PatternText text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /** Reads least and most of a quantifier; null where none stands. */
  int[] read() {
    if (text.accept("*")) {
      return new int[] {0, ENDLESS};
    } else if (text.accept("+")) {
      return new int[] {1, ENDLESS};
    } else if (text.accept("?")) {
      return new int[] {0, 1};
    } else if (text.peek() != '{') {
      return null;
    }
    int start = text.position();
    text.next();
    int[] counts = counts();
    if (counts == null) {
      // A brace that stands for itself.
      text.reset(start);
    }
    return counts;
  }

  private int[] counts() {
    skipBlanks();
    String least = text.digits(10, 9);
    skipBlanks();
    boolean comma = text.accept(",");
    skipBlanks();
    String most = comma ? text.digits(10, 9) : least;
    skipBlanks();
    if ((least.isEmpty() && most.isEmpty()) || !text.accept("}")) {
      return null;
    }
    int low = least.isEmpty() ? 0 : Integer.parseInt(least);
    int high = most.isEmpty() ? ENDLESS : Integer.parseInt(most);
    if (low > high || low > MOST_TIMES || (high > MOST_TIMES && high != ENDLESS)) {
      throw new RegexSyntaxException(
          "the counts of {"
              + least
              + (comma ? "," + most : "")
              + "} are no range within 0 to "
              + MOST_TIMES);
    }
    return new int[] {low, high};
  }

  private void skipBlanks() {
    while (dialect == Dialect.PERL && (text.peek() == ' ' || text.peek() == '\t')) {
      text.next();
    }
  }
}
