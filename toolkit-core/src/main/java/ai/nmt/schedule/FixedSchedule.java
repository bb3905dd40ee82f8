package ai.nmt.schedule;

import java.util.List;
import java.util.Map;

/**
 * A rate per epoch, with an optional linear warm-up over updates and an optional shrinking from a
 * given epoch on: with {@code e} epochs and {@code u} updates done, {@code w} warm-up updates,
 * rates {@code lr} (the last one stays), annealing epoch {@code a} and factor {@code s},
 *
 * <pre>{@code
 * base = lr[min(e, n - 1)]          for e < a
 * base = lr[n - 1] s^(e + 1 - a)    for e >= a
 * rate = base min(1, (u + 1) / w)
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class FixedSchedule implements LearningRateSchedule {
  private static final String EPOCHS = "epochs";

  private final Settings settings;
  private int done;

  /**
   * Makes the schedule of a training that has done no epoch yet.
   *
   * @param settings the values of the formula
   */
  public FixedSchedule(Settings settings) {
    this.settings = settings;
  }

  @Override
  public double afterUpdate(long updates) {
    double base = settings.base(done);
    long warmup = settings.warmupUpdates();
    return updates < warmup ? (updates + 1) / (double) warmup * base : base;
  }

  @Override
  public void epochEnded(int epochs, long updates, double validationLoss) {
    done = epochs;
  }

  @Override
  public Map<String, Double> memory() {
    return Map.of(EPOCHS, (double) done);
  }

  @Override
  public void restore(Map<String, Double> memory) {
    done = (int) Rates.remembered(memory, EPOCHS);
  }

  /**
   * The values of the formula.
   *
   * @param rates the rate of each epoch ({@code --lr}), at least one, each greater than 0
   * @param forceAnneal the number of epochs after which the rate shrinks ({@code --force-anneal});
   *     {@link #NEVER} = it does not
   * @param shrink the factor per epoch from then on ({@code --lr-shrink}), greater than 0
   * @param warmupUpdates number of warm-up updates ({@code --warmup-updates}); 0 = none
   */
  public record Settings(List<Double> rates, int forceAnneal, double shrink, long warmupUpdates)
      implements ScheduleSettings {
    /** The value of {@code forceAnneal} that keeps the last rate for ever. */
    public static final int NEVER = Integer.MAX_VALUE;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      rates = Rates.requireRates(rates);
      if (forceAnneal < 0) {
        throw new IllegalArgumentException(
            "--force-anneal must be at least 0, but is " + forceAnneal);
      }
      if (!(shrink > 0)) {
        throw new IllegalArgumentException("--lr-shrink must be greater than 0, but is " + shrink);
      }
      if (warmupUpdates < 0) {
        throw new IllegalArgumentException(
            "--warmup-updates must be at least 0, but is " + warmupUpdates);
      }
    }

    /**
     * Constant rates per epoch with fairseq's defaults: no annealing, shrink 0.1, no warm-up.
     *
     * @param rates the rate of each epoch; the last one stays
     * @return the settings
     */
    public static Settings defaults(List<Double> rates) {
      return new Settings(rates, NEVER, 0.1, 0);
    }

    @Override
    public LearningRateSchedule create() {
      return new FixedSchedule(this);
    }

    private double base(int epochs) {
      double last = rates.get(rates.size() - 1);
      return epochs < forceAnneal
          ? rates.get(Math.min(epochs, rates.size() - 1))
          : last * Math.pow(shrink, epochs + 1 - forceAnneal);
    }
  }
}
