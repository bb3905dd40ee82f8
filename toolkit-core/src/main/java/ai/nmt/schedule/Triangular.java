package ai.nmt.schedule;

/**
 * Cyclical rates (Smith, 2017, "Cyclical Learning Rates for Training Neural Networks"): up and down
 * in lines, half a period each; cycle {@code i} with {@code s^i} times the highest rate, and of the
 * lowest where asked for.
 *
 * @param lowest the rate at a cycle's ends ({@code --lr}), greater than 0
 * @param highest the rate in its middle ({@code --max-lr}), greater than {@code lowest}
 * @param period length of a cycle in updates ({@code --lr-period-updates}), at least 2
 * @param shrink factor per cycle ({@code --lr-shrink}), greater than 0
 * @param shrinkLowest whether the lowest rate shrinks as well ({@code --shrink-min})
 */
public record Triangular(
    double lowest, double highest, double period, double shrink, boolean shrinkLowest)
    implements LearningRateSchedule, ScheduleSettings {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public Triangular {
    Rates.requireRange(lowest, highest);
    if (!(period >= 2)) {
      throw new IllegalArgumentException(
          "--lr-period-updates must be at least 2 for --lr-scheduler triangular, but is " + period);
    }
    Rates.requirePositive("--lr-shrink", shrink);
  }

  @Override
  public LearningRateSchedule create() {
    return this;
  }

  @Override
  public double afterUpdate(long updates) {
    double step = Math.floor(period / 2);
    double cycle = Math.floor(updates / (2 * step));
    double factor = Math.pow(shrink, cycle);
    double high = highest * factor;
    double low = shrinkLowest ? lowest * factor : lowest;
    double x = Math.abs(updates / step - 2 * (cycle + 1) + 1);
    return low + (high - low) * Math.max(0, 1 - x);
  }
}
