package ai.nmt.cli.report;

import ai.nmt.io.Counted;
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

  private final PrintWriter err;
  private final Format format;
  private final LineFormat lines;
  private final int interval;
  private final Consumer<String> log;

  /** Shows nothing where lines are shown. */
  private final ProgressDisplay display;

  private MeterSums reported = MeterSums.ZERO;

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
    this.display = format == Format.TQDM ? ProgressDisplay.open() : ProgressDisplay.hidden();
  }

  @Override
  public void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {
    reported = epochSums;
    display.begin("epoch %03d".formatted(epoch), updatesDone, updatesInEpoch);
  }

  @Override
  public void updated(UpdateEvent event) {
    boolean due = event.updates() % interval == 0;
    if (!due && !display.isDue()) {
      return;
    }
    Map<String, String> fields = TrainingFields.ofUpdate(event, event.epochSums().minus(reported));
    display.note(
        "loss=%s ppl=%s wps=%s lr=%s"
            .formatted(fields.get("loss"), fields.get("ppl"), fields.get("wps"), fields.get("lr")));
    display.moveTo(event.update());
    if (due) {
      reported = event.epochSums();
      String line = lines.update(event.epoch(), event.update(), event.updatesInEpoch(), fields);
      log.accept(line);
      if (!display.isShown() && format != Format.NONE) {
        err.println(line);
      }
    }
  }

  @Override
  public void validationStarted(String subset, int batches) {
    display.begin(subset, 0, batches);
  }

  @Override
  public void validationAdvanced() {
    display.advance(1);
  }

  @Override
  public void validated(int epoch, ValidationResult result, Double best) {
    display.end();
    Map<String, String> fields = TrainingFields.ofValidation(result, best);
    say(lines.summary(epoch, result.subset(), fields));
  }

  @Override
  public void epochEnded(EpochRecord epoch, double seconds) {
    display.end();
    Map<String, String> fields = TrainingFields.ofEpoch(epoch, seconds);
    say(lines.summary(epoch.epoch(), LineFormat.TRAIN, fields));
  }

  @Override
  public void epochLeft(EpochRecord epoch, double seconds) {
    epochEnded(epoch, seconds);
  }

  @Override
  public void saved(Path file, long updates) {
    if (format != Format.JSON) {
      say("| saved " + file + " (" + updates + " " + Counted.noun(updates, "update") + ")");
    }
  }

  @Override
  public void ended(TrainingResult result) {
    display.end();
    if (format != Format.JSON) {
      say(
          "| %s after %d %s: %s"
              .formatted(
                  result.interrupted() ? "interrupted" : "done",
                  result.progress().updates(),
                  Counted.noun(result.progress().updates(), "update"),
                  result.reason()));
    }
  }

  private void say(String line) {
    log.accept(line);
    if (display.isShown()) {
      display.println(line);
    } else {
      err.println(line);
    }
  }

  /** Gives the terminal back. */
  @Override
  public void close() {
    display.close();
  }
}
