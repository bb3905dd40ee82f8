package ai.nmt.regex;

/** A compiled regular expression. Immutable, may be shared by threads. */
public final class Regex {
  private final Program program;

  private Regex(Program program) {
    this.program = program;
  }

  /**
   * Compiles an expression.
   *
   * @param pattern the expression
   * @param dialect whose
   * @return the compiled expression
   * @throws RegexSyntaxException if it is none, or uses what is not supported
   */
  public static Regex compile(String pattern, Dialect dialect) {
    return new Regex(ProgramWriter.compile(pattern, Parser.parse(pattern, dialect, false)));
  }

  /**
   * Compiles an expression as a program does that puts it in parentheses: group 1 is all that
   * matches, and the expression's own groups begin with 2.
   *
   * @param pattern the expression
   * @param dialect whose
   * @return the compiled expression
   * @throws RegexSyntaxException if it is none, or uses what is not supported
   */
  public static Regex compileEnclosed(String pattern, Dialect dialect) {
    return new Regex(ProgramWriter.compile(pattern, Parser.parse(pattern, dialect, true)));
  }

  /**
   * The expression.
   *
   * @return what it was compiled from
   */
  public String pattern() {
    return program.pattern();
  }

  /**
   * Makes a matcher.
   *
   * @param text any text
   * @return a matcher that has not searched
   */
  public RegexMatcher matcher(String text) {
    return new RegexMatcher(program, text);
  }

  /**
   * Replaces each match, from left to right.
   *
   * @param text any text
   * @param replacement what to put; {@code $1} to {@code $9} are groups
   * @return the text with the replacements
   * @throws RegexLimitException if a search takes too long
   */
  public String replaceAll(String text, String replacement) {
    RegexMatcher matcher = matcher(text);
    if (!matcher.find(0)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length() + 16);
    int done = 0;
    boolean found = true;
    while (found) {
      result.append(text, done, matcher.start());
      append(matcher, replacement, result);
      done = matcher.end();
      found = matcher.findNext();
    }
    return result.append(text, done, text.length()).toString();
  }

  private static void append(RegexMatcher matcher, String replacement, StringBuilder result) {
    for (int i = 0; i < replacement.length(); i++) {
      char character = replacement.charAt(i);
      if (character == '$') {
        String group = matcher.group(replacement.charAt(++i) - '0');
        result.append(group == null ? "" : group);
      } else {
        result.append(character);
      }
    }
  }

  @Override
  public String toString() {
    return program.pattern();
  }
}
