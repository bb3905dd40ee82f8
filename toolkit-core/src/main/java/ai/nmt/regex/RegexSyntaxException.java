package ai.nmt.regex;

/** What is no regular expression of its dialect, or uses what is not supported. */
public final class RegexSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  RegexSyntaxException(String message) {
    super(message);
  }
}
