package ai.nmt.schedule;

import java.util.List;
import java.util.Map;

/**
 * Linear warm-up, then decay along a power to a last rate: with {@code u} updates done, {@code w}
 * warm-up updates, {@code n} updates in all, and the epoch's rate {@code lr},
 *
 * <pre>{@code
 * rate = lr u / w                                            for u <= w
 * rate = (lr - end) (1 - (u - w) / (n - w))^power + end      for w < u < n
 * rate = end                                                 for u >= n
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class PolynomialDecay implements LearningRateSchedule {
  private static final String EPOCHS = "epochs";

  private final Settings settings;
  private int epochs;

  /**
   * Makes the schedule of a training that has done no epoch yet.
   *
   * @param settings the values of the formula
   */
  public PolynomialDecay(Settings settings) {
    this.settings = settings;
  }

  @Override
  public double afterUpdate(long updates) {
    double base = settings.base(epochs);
    long warmup = settings.warmupUpdates;
    if (warmup > 0 && updates <= warmup) {
      return updates / (double) warmup * base;
    }
    if (updates >= settings.totalUpdates) {
      return settings.end;
    }
    double left = 1 - (updates - warmup) / (double) (settings.totalUpdates - warmup);
    return (base - settings.end) * Math.pow(left, settings.power) + settings.end;
  }

  @Override
  public void epochEnded(int done, long updates, double validationLoss) {
    epochs = done;
  }

  @Override
  public Map<String, Double> memory() {
    return Map.of(EPOCHS, (double) epochs);
  }

  @Override
  public void restore(Map<String, Double> memory) {
    epochs = (int) Rates.remembered(memory, EPOCHS);
  }

  /**
   * The values of the formula.
   *
   * @param rates the rate of each epoch ({@code --lr}), at least one, each greater than 0; the last
   *     one stays
   * @param warmupUpdates number of warm-up updates ({@code --warmup-updates}); 0 = none
   * @param end the last rate ({@code --end-learning-rate}), at least 0
   * @param power exponent of the decay ({@code --power}), greater than 0
   * @param totalUpdates number of updates in all ({@code --total-num-update}), above {@code
   *     warmupUpdates}
   */
  public record Settings(
      List<Double> rates, long warmupUpdates, double end, double power, long totalUpdates)
      implements ScheduleSettings {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      rates = Rates.requireRates(rates);
      Rates.requireNotNegative("--warmup-updates", warmupUpdates);
      Rates.requireNotNegative("--end-learning-rate", end);
      Rates.requirePositive("--power", power);
      if (totalUpdates <= warmupUpdates) {
        throw new IllegalArgumentException(
            "--total-num-update must be above --warmup-updates %d, but is %d"
                .formatted(warmupUpdates, totalUpdates));
      }
    }

    /**
     * fairseq's defaults.
     *
     * @param rates the rate of each epoch
     * @return linear decay to 0 in a million updates, no warm-up
     */
    public static Settings defaults(List<Double> rates) {
      return new Settings(rates, 0, 0, 1, 1_000_000);
    }

    @Override
    public LearningRateSchedule create() {
      return new PolynomialDecay(this);
    }

    private double base(int epochs) {
      return rates.get(Math.min(epochs, rates.size() - 1));
    }
  }
}
