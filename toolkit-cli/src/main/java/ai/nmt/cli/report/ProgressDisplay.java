package ai.nmt.cli.report;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on standard error, where standard error is a terminal; elsewhere it shows nothing.
 *
 * <p>Use it in try-with-resources, so that the line is ended even when the work throws:
 *
 * <pre>{@code
 * try (ProgressDisplay progress = ProgressDisplay.open("train.de", lines)) {
 *   progress.advance(1);
 * }
 * }</pre>
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final int REFRESH_MILLISECONDS = 250;
  private static final int DEFAULT_WIDTH = 100;

  /** Null where nothing is shown. */
  private final ProgressBar bar;

  private ProgressDisplay(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Opens a display.
   *
   * @param task what is being done, in a word or two
   * @param total how many steps there are, or -1 if that is not known
   */
  public static ProgressDisplay open(String task, long total) {
    return isTerminal() ? new ProgressDisplay(newBar(task, total)) : new ProgressDisplay(null);
  }

  /**
   * Returns whether standard error is a terminal.
   *
   * <p>The JVM cannot tell; the launcher does, with {@code -Dnmt.terminal=true}.
   */
  public static boolean isTerminal() {
    return Boolean.getBoolean("nmt.terminal");
  }

  /** Counts steps as done. */
  public void advance(long steps) {
    if (bar != null) {
      bar.stepBy(steps);
    }
  }

  /** Sets how many steps are done. */
  public void moveTo(long done) {
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  /** Shows a few words, such as the loss, behind the bar. */
  public void note(String text) {
    if (bar != null) {
      bar.setExtraMessage(" " + text);
    }
  }

  /** Ends the line of the bar. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar newBar(String task, long total) {
    int width = Integer.getInteger("nmt.columns", DEFAULT_WIDTH);
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REFRESH_MILLISECONDS)
        .setMaxRenderedLength(width)
        .setConsumer(new ConsoleProgressBarConsumer(System.err, width))
        .build();
  }
}
