package ai.nmt.schedule;

/**
 * Linear warm-up, then linear decay to the lowest rate at the last update: with {@code u} updates
 * done, {@code w} warm-up updates and {@code n} updates in all,
 *
 * <pre>{@code
 * rate = initial + u (peak - initial) / w             for u < w
 * rate = peak - (u - w) (peak - lowest) / (n - w)     for w <= u < n
 * rate = lowest                                       for u >= n
 * }</pre>
 *
 * @param peak the rate at the end of the warm-up ({@code --lr}), greater than 0
 * @param warmupInitial the rate of the first update ({@code --warmup-init-lr}), at least 0
 * @param warmupUpdates number of warm-up updates ({@code --warmup-updates}); 0 = none
 * @param lowest the last rate ({@code --min-lr}), at least 0 and at most {@code peak}
 * @param totalUpdates number of updates in all ({@code --max-update}), above {@code warmupUpdates}
 */
public record LinearDecay(
    double peak, double warmupInitial, long warmupUpdates, double lowest, long totalUpdates)
    implements LearningRateSchedule, ScheduleSettings {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public LinearDecay {
    Rates.requirePositive("--lr", peak);
    Rates.requireNotNegative("--warmup-init-lr", warmupInitial);
    Rates.requireNotNegative("--warmup-updates", warmupUpdates);
    if (!(lowest >= 0 && lowest <= peak)) {
      throw new IllegalArgumentException(
          "--min-lr must be between 0 and --lr %s, but is %s".formatted(peak, lowest));
    }
    if (totalUpdates <= warmupUpdates) {
      throw new IllegalArgumentException(
          "--lr-scheduler linear ends at --max-update, which must be above --warmup-updates %d, but is %d"
              .formatted(warmupUpdates, totalUpdates));
    }
  }

  @Override
  public LearningRateSchedule create() {
    return this;
  }

  @Override
  public double afterUpdate(long updates) {
    if (updates < warmupUpdates) {
      return Rates.warmUp(warmupInitial, peak, updates, warmupUpdates);
    }
    if (updates >= totalUpdates) {
      return lowest;
    }
    return peak - (updates - warmupUpdates) * ((peak - lowest) / (totalUpdates - warmupUpdates));
  }
}
