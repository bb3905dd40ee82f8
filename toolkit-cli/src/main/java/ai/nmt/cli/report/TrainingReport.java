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
    /** A progress bar. */
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

  /** How often the figures behind a bar change, in updates. */
  private static final int BAR_INTERVAL = 5;

  private final PrintWriter err;
  private final Format format;
  private final LineFormat lines;
  private final int interval;
  private MeterSums reported = MeterSums.ZERO;
  private ProgressDisplay bar;

  /**
   * Makes the report.
   *
   * @param err where lines go
   * @param format what is shown
   * @param interval every how many updates, at least 1
   */
  public TrainingReport(PrintWriter err, Format format, int interval) {
    if (interval < 1) {
      throw new IllegalArgumentException("--log-interval must be at least 1, but is " + interval);
    }
    this.err = err;
    this.format = format;
    this.lines = format == Format.JSON ? LineFormat.JSON : LineFormat.SIMPLE;
    this.interval = interval;
  }

  @Override
  public void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {
    reported = epochSums;
    openBar("epoch %03d".formatted(epoch), updatesInEpoch, updatesDone);
  }

  @Override
  public void updated(UpdateEvent event) {
    boolean due = event.updates() % interval == 0;
    if (bar != null) {
      bar.moveTo(event.update());
    }
    if (format == Format.NONE || !(due || (bar != null && event.update() % BAR_INTERVAL == 0))) {
      return;
    }
    Map<String, String> fields = TrainingFields.ofUpdate(event, event.epochSums().minus(reported));
    if (bar == null) {
      err.println(lines.update(event.epoch(), event.update(), event.updatesInEpoch(), fields));
    } else {
      bar.note(
          "loss %s ppl %s wps %s lr %s"
              .formatted(
                  fields.get("loss"), fields.get("ppl"), fields.get("wps"), fields.get("lr")));
    }
    if (due) {
      reported = event.epochSums();
    }
  }

  @Override
  public void validationStarted(String subset, int batches) {
    openBar(subset, batches, 0);
  }

  @Override
  public void validationAdvanced() {
    if (bar != null) {
      bar.advance(1);
    }
  }

  @Override
  public void validated(int epoch, ValidationResult result, Double best) {
    closeBar();
    Map<String, String> fields = TrainingFields.ofValidation(result, best);
    err.println(lines.summary(epoch, result.subset(), fields));
  }

  @Override
  public void epochEnded(EpochRecord epoch, double seconds) {
    closeBar();
    Map<String, String> fields = TrainingFields.ofEpoch(epoch, seconds);
    err.println(lines.summary(epoch.epoch(), LineFormat.TRAIN, fields));
  }

  @Override
  public void saved(Path file, long updates) {
    if (format != Format.JSON) {
      err.println("| saved " + file + " (" + updates + " updates)");
    }
  }

  @Override
  public void ended(TrainingResult result) {
    closeBar();
    if (format != Format.JSON) {
      err.printf(
          "| %s after %d updates: %s%n",
          result.interrupted() ? "interrupted" : "done",
          result.progress().updates(),
          result.reason());
    }
  }

  private void openBar(String task, long total, long done) {
    closeBar();
    if (format == Format.TQDM) {
      bar = ProgressDisplay.open(task, total);
      bar.moveTo(done);
    }
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /** Ends a bar that an error left open. */
  @Override
  public void close() {
    closeBar();
  }
}
