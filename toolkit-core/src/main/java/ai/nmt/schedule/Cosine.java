package ai.nmt.schedule;

/**
 * Linear warm-up, then cosine annealing with warm restarts (Loshchilov and Hutter, 2017, equation
 * 5). After the warm-up, period {@code i} is {@code m^i p} updates long; {@code c} of them done,
 *
 * <pre>{@code
 * rate = s^i (low + (high - low) (1 + cos(π c / (m^i p))) / 2)
 * }</pre>
 *
 * @param lowest the rate at a period's end ({@code --lr}), greater than 0
 * @param highest the rate at a period's beginning ({@code --max-lr}), greater than {@code lowest}
 * @param warmupInitial the rate of the first update ({@code --warmup-init-lr}), at least 0
 * @param warmupUpdates number of warm-up updates ({@code --warmup-updates}); 0 = none
 * @param period length of the first period in updates ({@code --lr-period-updates}), at least 1
 * @param growth factor of a period's length ({@code --t-mult}), at least 1
 * @param shrink factor of the rates per period ({@code --lr-shrink}), greater than 0
 */
public record Cosine(
    double lowest,
    double highest,
    double warmupInitial,
    long warmupUpdates,
    double period,
    double growth,
    double shrink)
    implements LearningRateSchedule, ScheduleSettings {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public Cosine {
    Rates.requireRange(lowest, highest);
    Rates.requireNotNegative("--warmup-init-lr", warmupInitial);
    Rates.requireNotNegative("--warmup-updates", warmupUpdates);
    if (!(period >= 1)) {
      throw new IllegalArgumentException(
          "--lr-period-updates must be at least 1 for --lr-scheduler cosine (or --max-update above"
              + " --warmup-updates, for one period), but the period is "
              + period);
    }
    if (!(growth >= 1) || Double.isInfinite(growth)) {
      throw new IllegalArgumentException("--t-mult must be at least 1, but is " + growth);
    }
    Rates.requirePositive("--lr-shrink", shrink);
  }

  @Override
  public LearningRateSchedule create() {
    return this;
  }

  @Override
  public double afterUpdate(long updates) {
    if (updates < warmupUpdates) {
      return Rates.warmUp(warmupInitial, highest, updates, warmupUpdates);
    }
    double current = updates - warmupUpdates;
    double number;
    double length;
    double done;
    if (growth == 1) {
      number = Math.floor(current / period);
      length = period;
      done = current - period * number;
    } else {
      // Periods are a geometric series: the first i are p (1 - m^i) / (1 - m) updates long.
      number = Math.floor(Math.log(1 - current / period * (1 - growth)) / Math.log(growth));
      length = Math.pow(growth, number) * period;
      done = current - (1 - Math.pow(growth, number)) / (1 - growth) * period;
    }
    double factor = Math.pow(shrink, number);
    double low = lowest * factor;
    double high = highest * factor;
    return low + 0.5 * (high - low) * (1 + Math.cos(Math.PI * done / length));
  }
}
