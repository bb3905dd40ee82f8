package ai.nmt.schedule;

/**
 * Linear warm-up, then decay with the inverse square root of the update (Vaswani et al. 2017,
 * equation 3, with an explicit peak): with {@code u} updates done and {@code w} warm-up updates,
 *
 * <pre>{@code
 * rate = initial + u (peak - initial) / w   for u < w
 * rate = peak sqrt(w) / sqrt(u)             for u >= w
 * }</pre>
 *
 * @param peak the rate at the end of the warm-up ({@code --lr}), greater than 0
 * @param warmupInitial the rate of the first update ({@code --warmup-init-lr}), at least 0
 * @param warmupUpdates number of warm-up updates ({@code --warmup-updates}), at least 1
 */
public record InverseSquareRoot(double peak, double warmupInitial, long warmupUpdates)
    implements LearningRateSchedule, ScheduleSettings {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public InverseSquareRoot {
    if (!(peak > 0) || Double.isInfinite(peak)) {
      throw new IllegalArgumentException("--lr must be greater than 0, but is " + peak);
    }
    if (!(warmupInitial >= 0) || Double.isInfinite(warmupInitial)) {
      throw new IllegalArgumentException(
          "--warmup-init-lr must be at least 0, but is " + warmupInitial);
    }
    if (warmupUpdates < 1) {
      throw new IllegalArgumentException(
          "--warmup-updates must be at least 1 with --lr-scheduler inverse_sqrt, but is "
              + warmupUpdates
              + " (without a warm-up the decay has no peak to start from)");
    }
  }

  /**
   * The schedule with fairseq's defaults: 4,000 warm-up updates from 0.
   *
   * @param peak the rate at the end of the warm-up
   * @return the schedule
   */
  public static InverseSquareRoot defaults(double peak) {
    return new InverseSquareRoot(peak, 0, 4000);
  }

  @Override
  public LearningRateSchedule create() {
    return this;
  }

  @Override
  public double afterUpdate(long updates) {
    if (updates < warmupUpdates) {
      return warmupInitial + updates * ((peak - warmupInitial) / warmupUpdates);
    }
    return peak * Math.sqrt((double) warmupUpdates) / Math.sqrt((double) updates);
  }
}
