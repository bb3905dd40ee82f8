package ai.nmt.io;

/**
 * A problem that the user of the toolkit can fix: a missing or damaged file, contradicting options,
 * data that does not match the model.
 *
 * <p>The message says what happened, where (file, line, flag), what was expected and how to fix it.
 * The command line prints it without a stack trace and exits with code 2.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what happened, where, what was expected, how to fix it
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * Makes the exception with its cause.
   *
   * @param message what happened, where, what was expected, how to fix it
   * @param cause the error behind it
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
