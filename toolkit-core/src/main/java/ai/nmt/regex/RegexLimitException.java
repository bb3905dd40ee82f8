package ai.nmt.regex;

import ai.nmt.io.InputException;

/** A search that takes too many steps or too much memory: the user's expression is to blame. */
public final class RegexLimitException extends InputException {
  private static final long serialVersionUID = 1L;

  RegexLimitException(String message) {
    super(message);
  }
}
