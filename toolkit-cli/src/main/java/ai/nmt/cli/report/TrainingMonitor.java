package ai.nmt.cli.report;

import ai.nmt.report.RunHistory;
import ai.nmt.run.training.HistoryListener;
import ai.nmt.run.training.TensorBoardListener;
import ai.nmt.train.ListenerList;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Everything that watches a training: lines or a bar, the log file, event files, the history. */
public final class TrainingMonitor implements AutoCloseable {
  /**
   * What was asked for.
   *
   * @param format what standard error shows
   * @param interval every how many updates figures are taken, at least 1
   * @param logFile where lines go as well; null for nowhere
   * @param tensorboard folder of the event files; null for none
   * @param report the report; null for none
   */
  public record Settings(
      TrainingReport.Format format, int interval, Path logFile, Path tensorboard, Path report) {
    /** Checks the values. */
    public Settings {
      if (interval < 1) {
        throw new IllegalArgumentException("--log-interval must be at least 1, but is " + interval);
      }
    }
  }

  private final LogFile log;
  private final TrainingReport lines;
  private final HistoryListener history;
  private final TensorBoardListener tensorboard;
  private final ListenerList all;

  private TrainingMonitor(
      LogFile log, TrainingReport lines, HistoryListener history, TensorBoardListener tensorboard) {
    this.log = log;
    this.lines = lines;
    this.history = history;
    this.tensorboard = tensorboard;
    this.all =
        new ListenerList(Stream.of(lines, history, tensorboard).filter(Objects::nonNull).toList());
  }

  /**
   * Opens all that is asked for.
   *
   * @param err where lines go
   * @param saving where checkpoints are written
   * @param settings what was asked for
   */
  public static TrainingMonitor open(PrintWriter err, SavingConfig saving, Settings settings) {
    LogFile log = settings.logFile() == null ? null : LogFile.open(settings.logFile());
    TrainingReport lines =
        new TrainingReport(
            err, settings.format(), settings.interval(), log == null ? line -> {} : log::println);
    return new TrainingMonitor(log, lines, history(saving, settings), events(saving, settings));
  }

  /** The history lies beside the checkpoints; where there are none, beside the report. */
  private static HistoryListener history(SavingConfig saving, Settings settings) {
    Path file =
        saving.enabled()
            ? Path.of(saving.directory()).resolve(RunHistory.FILE_NAME)
            : historyBeside(settings.report());
    return file == null
        ? null
        : new HistoryListener(
            file, settings.report(), "Training in " + saving.directory(), settings.interval());
  }

  private static TensorBoardListener events(SavingConfig saving, Settings settings) {
    return settings.tensorboard() == null
        ? null
        : new TensorBoardListener(
            settings.tensorboard(),
            saving.enabled() ? Path.of(saving.directory()) : null,
            settings.interval(),
            saving.bestMetric());
  }

  private static Path historyBeside(Path report) {
    return report == null
        ? null
        : report.resolveSibling(report.getFileName() + "." + RunHistory.FILE_NAME);
  }

  /** Returns the listener that tells all of them. */
  public TrainingListener listener() {
    return all;
  }

  /** Returns why what was noted of the training is not complete; empty where it is. */
  public List<String> failures() {
    Stream<String> ofLog = log == null ? Stream.empty() : log.failure().stream();
    return Stream.concat(all.failures().stream(), ofLog).toList();
  }

  /** Closes the files and ends the line of a bar. */
  @Override
  public void close() {
    lines.close();
    if (history != null) {
      history.close();
    }
    if (tensorboard != null) {
      tensorboard.close();
    }
    if (log != null) {
      log.close();
    }
  }
}
