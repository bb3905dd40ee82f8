package ai.nmt.schedule;

/** The learning rate as training goes on. */
public sealed interface LearningRateSchedule permits InverseSquareRoot, FixedSchedule {

  /**
   * The rate of the first update.
   *
   * @return the rate, at least 0
   */
  default double initial() {
    return afterUpdate(0);
  }

  /**
   * The rate of the next update.
   *
   * @param updates number of updates done, at least 0
   * @return the rate, at least 0
   */
  double afterUpdate(long updates);

  /**
   * Tells the schedule that an epoch has ended; the next {@link #afterUpdate} takes it into
   * account. A resumed training repeats the call of its last finished epoch.
   *
   * @param epochs number of epochs done, at least 0
   * @param validationLoss the loss of the validation after the epoch; NaN where there was none
   */
  default void epochEnded(int epochs, double validationLoss) {}
}
