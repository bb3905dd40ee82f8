package ai.nmt.schedule;

import java.util.Map;

/** The learning rate as training goes on. */
public sealed interface LearningRateSchedule
    permits InverseSquareRoot,
        FixedSchedule,
        LinearDecay,
        PolynomialDecay,
        Cosine,
        Triangular,
        TriStage,
        ReduceOnPlateau {

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
   * account.
   *
   * @param epochs number of epochs done, at least 0
   * @param updates number of updates done
   * @param validationLoss the loss of the validation after the epoch; NaN where there was none
   */
  default void epochEnded(int epochs, long updates, double validationLoss) {}

  /**
   * What the schedule remembers of the past besides the number of updates; a checkpoint keeps it.
   *
   * @return names to values; empty where the rate depends on the updates alone
   */
  default Map<String, Double> memory() {
    return Map.of();
  }

  /**
   * Takes the memory of {@link #memory} back.
   *
   * @param memory names to values
   * @throws IllegalArgumentException where it is that of another schedule
   */
  default void restore(Map<String, Double> memory) {}
}
