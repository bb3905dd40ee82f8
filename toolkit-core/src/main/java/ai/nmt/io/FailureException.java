package ai.nmt.io;

/**
 * Work that came to nothing although nothing wrong was asked for, as a training that diverges.
 *
 * <p>The command line prints the message as for every {@link InputException}, but exits with code
 * 1: who starts trainings by a program tells the two apart.
 */
public class FailureException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what happened, and what may help
   */
  public FailureException(String message) {
    super(message);
  }

  /**
   * Makes the exception with its cause.
   *
   * @param message what happened, and what may help
   * @param cause the error behind it
   */
  public FailureException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public FailureException with(String more) {
    return new FailureException(getMessage() + more, this);
  }
}
