package ai.nmt.io;

/**
 * A line of a text that is not valid UTF-8. The reader stands behind it and can go on with the next
 * line.
 */
public final class InvalidLineException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message which line of which text, and how to convert it
   * @param cause what the decoder found
   */
  InvalidLineException(String message, Throwable cause) {
    super(message, cause);
  }
}
