package ai.nmt.cli.option;

import ai.nmt.cli.report.TrainingReport;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** What training shows on standard error. */
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

  /** Opens the report that was asked for. */
  public TrainingReport open(PrintWriter err) {
    return new TrainingReport(
        err, format == null ? TrainingReport.Format.suitable(noProgressBar) : format, interval);
  }
}
