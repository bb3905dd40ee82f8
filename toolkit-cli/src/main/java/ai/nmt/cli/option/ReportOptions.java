package ai.nmt.cli.option;

import ai.nmt.cli.report.TrainingMonitor;
import ai.nmt.cli.report.TrainingReport;
import ai.nmt.train.SavingConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What training shows, and what it leaves to be looked at. */
@InGroup(HelpGroup.LOGGING)
public final class ReportOptions {
  @Option(names = "--log-interval", paramLabel = "N", description = "A line every N updates.")
  private int interval = TrainingReport.DEFAULT_INTERVAL;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}; if not given, a bar (tqdm) on a"
              + " terminal, simple elsewhere.")
  private TrainingReport.Format format;

  @Option(names = "--no-progress-bar", description = "Lines on a terminal, too.")
  private boolean noProgressBar;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description = "Append all lines and messages to FILE as well.")
  private Path logFile;

  @Option(
      names = "--tensorboard-logdir",
      paramLabel = "DIR",
      description =
          "Write event files for TensorBoard into folders of DIR, or of DIR/NAME where another"
              + " training's are in DIR; NAME is that of --save-dir.")
  private Path tensorboard;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Write a report to FILE (HTML), whose folder is made, after each validation and at the"
              + " end; 'nmt report' makes one afterwards.")
  private Path report;

  /**
   * Opens what was asked for.
   *
   * @param err standard error
   * @param saving where checkpoints are written; the history lies beside them
   */
  public TrainingMonitor open(PrintWriter err, SavingConfig saving) {
    TrainingReport.Format shown =
        format == null ? TrainingReport.Format.suitable(noProgressBar) : format;
    return TrainingMonitor.open(
        err, saving, new TrainingMonitor.Settings(shown, interval, logFile, tensorboard, report));
  }
}
