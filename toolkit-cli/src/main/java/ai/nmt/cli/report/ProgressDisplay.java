package ai.nmt.cli.report;

import java.util.function.LongSupplier;

/**
 * A progress bar in the last line of a terminal, where standard error is one; elsewhere it shows
 * nothing. What is written to standard error meanwhile, the log included, appears above it.
 *
 * <p>Use it in try-with-resources, so that the terminal is given back even when the work throws:
 *
 * <pre>{@code
 * try (ProgressDisplay progress = ProgressDisplay.open()) {
 *   progress.begin("train.de", 0, lines);
 *   progress.advance(1);
 * }
 * }</pre>
 */
public final class ProgressDisplay implements AutoCloseable {
  /** A bar changes no more often than this: ten times a second. */
  private static final long REFRESH_NANOSECONDS = 100_000_000;

  private static final int DEFAULT_COLUMNS = 80;

  /** Null where nothing is shown. */
  private final StatusLine status;

  private final LongSupplier clock;
  private ProgressBar bar;
  private long done;
  private long total;
  private long drawn;
  private String note = "";

  private ProgressDisplay(StatusLine status, LongSupplier clock) {
    this.status = status;
    this.clock = clock;
  }

  /** Opens a display that shows nothing yet. */
  public static ProgressDisplay open() {
    return isTerminal() ? on(StatusLine.open(), System::nanoTime) : hidden();
  }

  /** Returns a display that never shows anything. */
  static ProgressDisplay hidden() {
    return on(null, System::nanoTime);
  }

  static ProgressDisplay on(StatusLine status, LongSupplier clock) {
    return new ProgressDisplay(status, clock);
  }

  /**
   * Returns whether standard error is a terminal.
   *
   * <p>The JVM cannot tell; the launcher does, with {@code -Dnmt.terminal=true}.
   */
  public static boolean isTerminal() {
    return Boolean.getBoolean("nmt.terminal");
  }

  /** Returns whether anything is shown. */
  boolean isShown() {
    return status != null;
  }

  /**
   * Begins a bar, in the place of the one before.
   *
   * @param task what is being done, in a word or two
   * @param alreadyDone steps done before
   * @param steps how many there are
   */
  public void begin(String task, long alreadyDone, long steps) {
    if (status != null) {
      bar = new ProgressBar(task, alreadyDone, steps, clock);
      done = alreadyDone;
      total = steps;
      note = "";
      draw();
    }
  }

  /** Counts steps as done. */
  public void advance(long steps) {
    moveTo(done + steps);
  }

  /** Sets how many steps are done. */
  public void moveTo(long steps) {
    done = steps;
    if (isDue() || (bar != null && done == total)) {
      draw();
    }
  }

  /** Returns whether the bar is old enough to be drawn again. */
  boolean isDue() {
    return bar != null && clock.getAsLong() - drawn >= REFRESH_NANOSECONDS;
  }

  /** Says a few words, such as {@code loss=3.2}, behind the bar, when it is drawn next. */
  void note(String text) {
    note = text;
  }

  /**
   * Lets something be written to standard output, which may be the same terminal: the bar makes
   * room for it.
   */
  public void leaveRoomFor(Runnable output) {
    if (status != null) {
      status.show("");
    }
    output.run();
    if (bar != null) {
      draw();
    }
  }

  /** Writes a line to standard error, above the bar. Only for a display that shows something. */
  void println(String line) {
    status.println(line);
  }

  /** Wipes the bar: its work is done. */
  public void end() {
    if (status != null) {
      bar = null;
      status.show("");
    }
  }

  /** Gives the terminal back. */
  @Override
  public void close() {
    if (status != null) {
      end();
      status.close();
    }
  }

  private void draw() {
    status.show(bar.text(done, note, columns() - 1));
    drawn = clock.getAsLong();
  }

  /** The terminal's width as the launcher found it; some terminals say 0. */
  private static int columns() {
    int found = Integer.getInteger("nmt.columns", DEFAULT_COLUMNS);
    return found > 0 ? found : DEFAULT_COLUMNS;
  }
}
