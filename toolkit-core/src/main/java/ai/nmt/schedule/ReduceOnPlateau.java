package ai.nmt.schedule;

import java.util.Map;

/**
 * A rate that shrinks when validation no longer improves, with an optional linear warm-up over
 * updates. A validation improves when its loss is below {@code best (1 - threshold)}; after more
 * than {@code patience} validations in a row without that the rate shrinks. Validations during the
 * warm-up do not count, nor do changes of the rate below 1e-8.
 *
 * <p>Not thread-safe.
 */
public final class ReduceOnPlateau implements LearningRateSchedule {
  private static final String RATE = "rate";
  private static final String BEST = "best";
  private static final String BAD = "bad_validations";

  /** PyTorch's smallest change of the rate. */
  private static final double SMALLEST_CHANGE = 1e-8;

  private final Settings settings;
  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int bad;

  /**
   * Makes the schedule of a training that has done nothing yet.
   *
   * @param settings the limits
   */
  public ReduceOnPlateau(Settings settings) {
    this.settings = settings;
    this.rate = settings.rate;
  }

  @Override
  public double afterUpdate(long updates) {
    if (updates < settings.warmupUpdates) {
      return Rates.warmUp(settings.warmupInitial, settings.rate, updates, settings.warmupUpdates);
    }
    return rate;
  }

  @Override
  public void epochEnded(int epochs, long updates, double validationLoss) {
    if ((settings.warmupUpdates > 0 && updates <= settings.warmupUpdates)
        || Double.isNaN(validationLoss)) {
      return;
    }
    if (validationLoss < best * (1 - settings.threshold)) {
      best = validationLoss;
      bad = 0;
    } else {
      bad++;
    }
    if (bad > settings.patience) {
      bad = 0;
      double lower = rate * settings.shrink;
      rate = rate - lower > SMALLEST_CHANGE ? lower : rate;
    }
  }

  @Override
  public Map<String, Double> memory() {
    return memory(rate, best, bad);
  }

  /**
   * What a schedule remembers.
   *
   * @param rate the rate
   * @param best the lowest loss of a validation; infinity = none yet
   * @param bad number of validations since without improvement, at least 0
   * @return a memory that {@link #restore} takes
   */
  public static Map<String, Double> memory(double rate, double best, int bad) {
    return Map.of(RATE, rate, BEST, best, BAD, (double) bad);
  }

  @Override
  public void restore(Map<String, Double> memory) {
    rate = Rates.remembered(memory, RATE);
    best = Rates.remembered(memory, BEST);
    bad = (int) Rates.remembered(memory, BAD);
  }

  /**
   * The limits.
   *
   * @param rate the first rate ({@code --lr}), greater than 0
   * @param shrink factor of the rate ({@code --lr-shrink}), in (0, 1)
   * @param threshold share by which the loss has to improve ({@code --lr-threshold}), in [0, 1)
   * @param patience validations without improvement that are borne ({@code --lr-patience})
   * @param warmupUpdates number of warm-up updates ({@code --warmup-updates}); 0 = none
   * @param warmupInitial the rate of the first update ({@code --warmup-init-lr}), at least 0
   */
  public record Settings(
      double rate,
      double shrink,
      double threshold,
      int patience,
      long warmupUpdates,
      double warmupInitial)
      implements ScheduleSettings {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      Rates.requirePositive("--lr", rate);
      if (!(shrink > 0 && shrink < 1)) {
        throw new IllegalArgumentException(
            "--lr-shrink must be between 0 and 1 for --lr-scheduler reduce_lr_on_plateau, but is "
                + shrink);
      }
      if (!(threshold >= 0 && threshold < 1)) {
        throw new IllegalArgumentException(
            "--lr-threshold must be at least 0 and below 1, but is " + threshold);
      }
      Rates.requireNotNegative("--lr-patience", patience);
      Rates.requireNotNegative("--warmup-updates", warmupUpdates);
      Rates.requireNotNegative("--warmup-init-lr", warmupInitial);
    }

    /**
     * fairseq's defaults.
     *
     * @param rate the first rate
     * @return a tenth of the rate after each validation that does not improve by 1e-4
     */
    public static Settings defaults(double rate) {
      return new Settings(rate, 0.1, 1e-4, 0, 0, 0);
    }

    @Override
    public LearningRateSchedule create() {
      return new ReduceOnPlateau(this);
    }
  }
}
