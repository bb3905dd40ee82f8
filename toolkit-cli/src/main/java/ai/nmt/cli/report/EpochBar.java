package ai.nmt.cli.report;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The text of a progress bar in tqdm's manner. */
final class EpochBar {
  private static final int BAR = 20;
  private static final int DEFAULT_WIDTH = 100;
  private static final double NANO = 1e-9;

  private final String task;
  private final long total;
  private final long begun;
  private final LongSupplier clock;
  private final long start;

  /**
   * Begins.
   *
   * @param task what is being done
   * @param done steps done already
   * @param total all steps
   * @param clock nanoseconds, as {@link System#nanoTime}
   */
  EpochBar(String task, long done, long total, LongSupplier clock) {
    this.task = task;
    this.total = total;
    this.begun = done;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  /** The columns that a line may take, so that the terminal does not break it. */
  static int width() {
    return Integer.getInteger("nmt.columns", DEFAULT_WIDTH) - 1;
  }

  /** The bar after some steps, a note behind it, cut to a width. */
  String text(long done, String note, int width) {
    double seconds = (clock.getAsLong() - start) * NANO;
    double rate = seconds > 0 ? (done - begun) / seconds : 0;
    String left = rate > 0 ? time((total - done) / rate) : "?";
    int filled = total > 0 ? (int) Math.min(BAR, BAR * done / total) : 0;
    String text =
        String.format(
            Locale.ROOT,
            "%s: %3d%%|%s| %d/%d [%s<%s, %.2f/s] %s",
            task,
            total > 0 ? 100 * done / total : 0,
            "#".repeat(filled) + " ".repeat(BAR - filled),
            done,
            total,
            time(seconds),
            left,
            rate,
            note);
    return text.length() > width ? text.substring(0, Math.max(0, width)) : text;
  }

  private static String time(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%02d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
