package ai.nmt.train;

import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.LearningRateSchedule;
import java.util.List;
import java.util.Locale;

/**
 * The learning rate.
 *
 * @param kind its schedule ({@code --lr-scheduler})
 * @param rates peak rate, or a rate per epoch ({@code --lr}), at least one, each greater than 0
 * @param warmupUpdates number of warm-up updates ({@code --warmup-updates})
 * @param warmupInitial rate of the first update of {@link Kind#INVERSE_SQRT} ({@code
 *     --warmup-init-lr}), at least 0
 * @param forceAnneal number of epochs after which {@link Kind#FIXED} shrinks ({@code
 *     --force-anneal}); {@link FixedSchedule.Settings#NEVER} = never
 * @param shrink factor per epoch from then on ({@code --lr-shrink})
 */
public record ScheduleConfig(
    Kind kind,
    List<Double> rates,
    long warmupUpdates,
    double warmupInitial,
    int forceAnneal,
    double shrink) {
  /** The schedules. */
  public enum Kind {
    /** A rate per epoch. */
    FIXED,
    /** Linear warm-up, then the inverse square root of the update. */
    INVERSE_SQRT;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public ScheduleConfig {
    rates = List.copyOf(rates);
    make(kind, rates, warmupUpdates, warmupInitial, forceAnneal, shrink);
  }

  /**
   * The inverse square root with 4,000 warm-up updates from 0 to 5e-4.
   *
   * @return the settings
   */
  public static ScheduleConfig defaults() {
    return new ScheduleConfig(
        Kind.INVERSE_SQRT, List.of(5e-4), 4000, 0, FixedSchedule.Settings.NEVER, 0.1);
  }

  /**
   * Makes the schedule.
   *
   * @return the schedule of a training that has done nothing yet
   */
  public LearningRateSchedule create() {
    return make(kind, rates, warmupUpdates, warmupInitial, forceAnneal, shrink);
  }

  private static LearningRateSchedule make(
      Kind kind, List<Double> rates, long warmup, double initial, int anneal, double shrink) {
    return switch (kind) {
      case FIXED -> new FixedSchedule(new FixedSchedule.Settings(rates, anneal, shrink, warmup));
      case INVERSE_SQRT -> {
        if (rates.size() != 1) {
          throw new IllegalArgumentException(
              "--lr-scheduler inverse_sqrt takes one rate, but --lr is " + rates);
        }
        yield new InverseSquareRoot(rates.get(0), initial, warmup);
      }
    };
  }
}
