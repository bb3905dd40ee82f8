package ai.nmt.train.update;

import ai.nmt.io.FailureException;

/** The loss or the gradient of an update is no number; the parameters are as they were before. */
public final class NotFiniteException extends FailureException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param message what is not finite, and what to do about it
   */
  public NotFiniteException(String message) {
    super(message);
  }
}
