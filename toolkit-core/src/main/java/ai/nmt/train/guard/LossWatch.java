package ai.nmt.train.guard;

import java.util.Optional;

/**
 * Notices when a training diverges.
 *
 * <p>A <em>spike</em> is an update whose loss per target token is more than twice the mean of the
 * {@value #WINDOW} updates before it. A training <em>diverges</em> when the mean over the last
 * {@value #WINDOW} updates is more than one and a half times the lowest such mean of this run; it
 * has recovered when the mean is below one and a quarter times that.
 */
public final class LossWatch {
  /** Updates of a mean. */
  static final int WINDOW = 50;

  private static final double SPIKE = 2;
  private static final double DIVERGED = 1.5;
  private static final double RECOVERED = 1.25;

  private final double[] recent = new double[WINDOW];
  private long seen;
  private double lowest = Double.POSITIVE_INFINITY;
  private boolean diverging;

  /**
   * Takes note of an update.
   *
   * @param update its number, from 1
   * @param loss its loss per target token, finite
   * @return what is to be told, or nothing
   */
  public Optional<String> see(long update, double loss) {
    Optional<String> message = Optional.empty();
    boolean full = seen >= WINDOW;
    if (full && !diverging && loss > SPIKE * mean()) {
      message =
          Optional.of(
              "loss spike: update %d has a loss of %.3f per target token, the %d before it %.3f"
                  .formatted(update, loss, WINDOW, mean()));
    }
    recent[(int) (seen++ % WINDOW)] = loss;
    if (seen < WINDOW) {
      return message;
    }
    double mean = mean();
    lowest = Math.min(lowest, mean);
    if (!diverging && mean > DIVERGED * lowest) {
      diverging = true;
      return Optional.of(
          "training diverges: the loss per target token of the last %d updates (to %d) is %.3f on average, it was %.3f already; think of a lower --lr, more --warmup-updates or --clip-norm"
              .formatted(WINDOW, update, mean, lowest));
    }
    if (diverging && mean < RECOVERED * lowest) {
      diverging = false;
      return Optional.of(
          "training has recovered: a loss of %.3f per target token after update %d"
              .formatted(mean, update));
    }
    return message;
  }

  private double mean() {
    double sum = 0;
    for (double loss : recent) {
      sum += loss;
    }
    return sum / WINDOW;
  }
}
