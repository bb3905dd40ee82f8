package ai.nmt.train.update;

import ai.nmt.io.FailureException;

/**
 * The factor that keeps small gradients within half precision's range (Micikevicius et al., 2018,
 * "Mixed Precision Training", section 3.2), found while training, as fairseq does: it is halved
 * when gradients overflow, and doubled after so many updates in a row without overflow.
 *
 * <p>Not thread-safe.
 */
public final class LossScale {
  private static final double FACTOR = 2;

  /**
   * How the factor is found.
   *
   * @param initial the first factor ({@code --fp16-init-scale}), greater than 0
   * @param window updates without overflow after which it doubles ({@code --fp16-scale-window}), at
   *     least 1
   * @param tolerance share of overflows since the last change up to which it is not halved ({@code
   *     --fp16-scale-tolerance}), in [0, 1]
   * @param minimum the factor at which training is given up ({@code --min-loss-scale}), at least 0
   * @param threshold the factor that halving does not go below ({@code --threshold-loss-scale});
   *     null = none
   */
  public record Settings(
      double initial, long window, double tolerance, double minimum, Double threshold) {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException naming the flag whose value is out of its range
     */
    public Settings {
      if (!(initial > 0) || Double.isInfinite(initial)) {
        throw new IllegalArgumentException(
            "--fp16-init-scale must be greater than 0, but is " + initial);
      }
      if (window < 1) {
        throw new IllegalArgumentException(
            "--fp16-scale-window must be at least 1, but is " + window);
      }
      if (!(tolerance >= 0 && tolerance <= 1)) {
        throw new IllegalArgumentException(
            "--fp16-scale-tolerance must be between 0 and 1, but is " + tolerance);
      }
      if (!(minimum >= 0)) {
        throw new IllegalArgumentException(
            "--min-loss-scale must be at least 0, but is " + minimum);
      }
      if (threshold != null && !(threshold > 0)) {
        throw new IllegalArgumentException(
            "--threshold-loss-scale must be greater than 0, but is " + threshold);
      }
    }

    /**
     * fairseq's defaults for one process and one batch per update.
     *
     * @return 128 at first, a window of 2^14, no tolerance, at least 1e-4
     */
    public static Settings defaults() {
      return new Settings(128, 1 << 14, 0, 1e-4, null);
    }
  }

  /**
   * What a checkpoint keeps.
   *
   * @param value the factor
   * @param updates updates tried, those that overflowed included
   * @param lastOverflow number of the last one that overflowed; -1 = none
   * @param lastChange number of the last one that changed the factor; -1 = none
   * @param overflows overflows since then
   */
  public record State(
      double value, long updates, long lastOverflow, long lastChange, long overflows) {}

  private final Settings settings;
  private State state;

  /**
   * Begins with the first factor.
   *
   * @param settings how the factor is found
   */
  public LossScale(Settings settings) {
    this.settings = settings;
    this.state = new State(settings.initial(), 0, -1, -1, 0);
  }

  /**
   * The factor of the next update.
   *
   * @return above 0
   */
  public double value() {
    return state.value();
  }

  /**
   * Takes note of an update.
   *
   * @param overflow whether its gradient was not finite
   * @throws FailureException where the factor has fallen to its minimum
   */
  public void updated(boolean overflow) {
    long now = state.updates();
    if (overflow) {
      long overflows = state.overflows() + 1;
      boolean reduce = overflows >= settings.tolerance() * (now - state.lastChange());
      state =
          reduce
              ? new State(halved(), now + 1, now, now, 0)
              : new State(state.value(), now + 1, now, state.lastChange(), overflows);
      requireAboveMinimum();
    } else if ((now - state.lastOverflow()) % settings.window() == 0) {
      state =
          new State(state.value() * FACTOR, now + 1, state.lastOverflow(), now, state.overflows());
    } else {
      state =
          new State(
              state.value(), now + 1, state.lastOverflow(), state.lastChange(), state.overflows());
    }
  }

  private double halved() {
    double half = state.value() / FACTOR;
    return settings.threshold() == null ? half : Math.max(half, settings.threshold());
  }

  private void requireAboveMinimum() {
    if (state.value() <= settings.minimum()) {
      throw new FailureException(
          "the loss scale has fallen to %s, --min-loss-scale is %s: gradients overflow whatever the scale, training has probably diverged. Resume from an earlier checkpoint with a lower --lr, --clip-norm or larger batches"
              .formatted(state.value(), settings.minimum()));
    }
  }

  /**
   * What a checkpoint keeps.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * Goes on from a checkpoint's state.
   *
   * @param saved the state
   */
  public void restore(State saved) {
    state = saved;
  }
}
