package ai.nmt.cli.report;

import ai.nmt.train.EpochRecord;
import ai.nmt.train.MeterSums;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Shows a training on standard error: a progress bar per epoch on a terminal, a line every so many
 * updates elsewhere, and a line after each epoch and validation.
 */
public final class TrainingReport implements TrainingListener, AutoCloseable {
  /** What is shown between the summaries ({@code --log-format}). */
  public enum Format {
    /** Summaries alone. */
    NONE,
    /** fairseq's lines. */
    SIMPLE,
    /** A JSON object per line. */
    JSON,
    /** A progress bar; where there is no terminal, fairseq's lines. */
    TQDM;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the format for standard error as it is: a bar on a terminal, lines elsewhere. */
    public static Format suitable(boolean noProgressBar) {
      return ProgressDisplay.isTerminal() && !noProgressBar ? TQDM : SIMPLE;
    }
  }

  /** How often lines appear where {@code --log-interval} is not given. */
  public static final int DEFAULT_INTERVAL = 100;

  /** A bar changes no more often than this: ten times a second. */
  private static final long REFRESH_NANOSECONDS = 100_000_000;

  private final PrintWriter err;
  private final Format format;
  private final LineFormat lines;
  private final int interval;
  private final Consumer<String> log;

  /** Null where lines are shown. */
  private final StatusLine status;

  private MeterSums reported = MeterSums.ZERO;
  private EpochBar epochBar;
  private EpochBar validationBar;
  private long validated;
  private long validationBatches;
  private long drawn;
  private String note = "";

  /**
   * Makes the report.
   *
   * @param err where lines go
   * @param format what is shown
   * @param interval every how many updates, at least 1
   * @param log takes all lines as well, those that a bar stands for included
   */
  TrainingReport(PrintWriter err, Format format, int interval, Consumer<String> log) {
    this.err = err;
    this.format = format;
    this.lines = format == Format.JSON ? LineFormat.JSON : LineFormat.SIMPLE;
    this.interval = interval;
    this.log = log;
    boolean bar = format == Format.TQDM && ProgressDisplay.isTerminal();
    this.status = bar ? StatusLine.open() : null;
  }

  @Override
  public void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {
    reported = epochSums;
    note = "";
    epochBar =
        new EpochBar("epoch %03d".formatted(epoch), updatesDone, updatesInEpoch, System::nanoTime);
    draw(epochBar, updatesDone, true);
  }

  @Override
  public void updated(UpdateEvent event) {
    boolean due = event.updates() % interval == 0;
    boolean redraw = status != null && isTimeToDraw();
    if (!due && !redraw) {
      return;
    }
    Map<String, String> fields = TrainingFields.ofUpdate(event, event.epochSums().minus(reported));
    if (redraw) {
      note =
          "loss %s ppl %s wps %s lr %s"
              .formatted(
                  fields.get("loss"), fields.get("ppl"), fields.get("wps"), fields.get("lr"));
      draw(epochBar, event.update(), true);
    }
    if (due) {
      reported = event.epochSums();
      String line = lines.update(event.epoch(), event.update(), event.updatesInEpoch(), fields);
      log.accept(line);
      if (status == null && format != Format.NONE) {
        err.println(line);
      }
    }
  }

  @Override
  public void validationStarted(String subset, int batches) {
    validated = 0;
    validationBatches = batches;
    validationBar = new EpochBar(subset, 0, batches, System::nanoTime);
    note = "";
    draw(validationBar, 0, true);
  }

  @Override
  public void validationAdvanced() {
    validated++;
    draw(validationBar, validated, validated == validationBatches);
  }

  @Override
  public void validated(int epoch, ValidationResult result, Double best) {
    clear();
    Map<String, String> fields = TrainingFields.ofValidation(result, best);
    say(lines.summary(epoch, result.subset(), fields));
  }

  @Override
  public void epochEnded(EpochRecord epoch, double seconds) {
    clear();
    Map<String, String> fields = TrainingFields.ofEpoch(epoch, seconds);
    say(lines.summary(epoch.epoch(), LineFormat.TRAIN, fields));
  }

  @Override
  public void saved(Path file, long updates) {
    if (format != Format.JSON) {
      say("| saved " + file + " (" + updates + " updates)");
    }
  }

  @Override
  public void ended(TrainingResult result) {
    clear();
    if (format != Format.JSON) {
      say(
          "| %s after %d updates: %s"
              .formatted(
                  result.interrupted() ? "interrupted" : "done",
                  result.progress().updates(),
                  result.reason()));
    }
  }

  private void say(String line) {
    log.accept(line);
    if (status == null) {
      err.println(line);
    } else {
      status.println(line);
    }
  }

  private boolean isTimeToDraw() {
    return System.nanoTime() - drawn >= REFRESH_NANOSECONDS;
  }

  private void draw(EpochBar bar, long done, boolean now) {
    if (status != null && (now || isTimeToDraw())) {
      status.show(bar.text(done, note, EpochBar.width()));
      drawn = System.nanoTime();
    }
  }

  private void clear() {
    if (status != null) {
      status.show("");
    }
  }

  /** Gives the terminal back. */
  @Override
  public void close() {
    if (status != null) {
      status.close();
    }
  }
}
