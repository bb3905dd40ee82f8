package ai.nmt.regex;

/** Whose regular expressions. */
public enum Dialect {
  /** Perl's under Unicode rules, as of text that was decoded. */
  PERL,
  /** Those of Python's module {@code re} on {@code str}. */
  PYTHON;

  /** The language's name in messages. */
  String title() {
    return this == PERL ? "Perl" : "Python";
  }
}
