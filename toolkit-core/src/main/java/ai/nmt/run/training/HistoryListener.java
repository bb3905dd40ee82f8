package ai.nmt.run.training;

import ai.nmt.report.HistoryEvent;
import ai.nmt.report.HistoryEvent.Kind;
import ai.nmt.report.HistoryFile;
import ai.nmt.report.HtmlReport;
import ai.nmt.report.RunHistory;
import ai.nmt.train.EpochRecord;
import ai.nmt.train.MeterSums;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingFigures;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Keeps a training's history ({@link HistoryFile}) and, where it is asked for, a report of it,
 * which is made when training begins and anew after each validation, each epoch and at the end.
 */
public final class HistoryListener implements TrainingListener, AutoCloseable {
  private final Path file;
  private final Path report;
  private final String title;
  private final int interval;
  private final Clock clock;
  private Map<String, String> sections = Map.of();
  private MeterSums reported = MeterSums.ZERO;
  private HistoryFile history;

  /**
   * Makes the listener; the file is opened, and cut, when training begins.
   *
   * @param file the history
   * @param report the report ({@code --report}); null for none
   * @param title the report's title
   * @param interval every how many updates figures are noted, at least 1
   */
  public HistoryListener(Path file, Path report, String title, int interval) {
    this.file = file;
    this.report = report;
    this.title = title;
    this.interval = interval;
    this.clock = Clock.systemUTC();
  }

  @Override
  public void described(Map<String, String> described) {
    sections = described;
  }

  @Override
  public void started(Progress start) {
    history = HistoryFile.open(file, start.updates());
    history.begin(now(), start.updates(), sections);
    // A report that cannot be written is noticed before an epoch has been trained.
    writeReport();
  }

  @Override
  public void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {
    reported = epochSums;
  }

  @Override
  public void updated(UpdateEvent event) {
    if (event.updates() % interval == 0) {
      MeterSums recent = event.epochSums().minus(reported);
      reported = event.epochSums();
      history.append(
          HistoryEvent.training(
              Kind.TRAIN_INNER,
              now(),
              event.updates(),
              event.epoch(),
              TrainingFigures.updates(event, recent)));
    }
  }

  @Override
  public void validated(int epoch, ValidationResult result, Double best) {
    history.append(
        HistoryEvent.validation(
            now(),
            result.updates(),
            epoch,
            result.subset(),
            TrainingFigures.validation(result),
            best));
    writeReport();
  }

  @Override
  public void epochEnded(EpochRecord epoch, double seconds) {
    history.append(
        HistoryEvent.training(
            Kind.TRAIN,
            now(),
            epoch.updates(),
            epoch.epoch(),
            TrainingFigures.training(epoch.train(), epoch.learningRate(), seconds)));
    writeReport();
  }

  @Override
  public void saved(Path checkpoint, long updates) {
    history.append(HistoryEvent.note(Kind.SAVED, now(), updates, checkpoint.toString()));
  }

  @Override
  public void ended(TrainingResult result) {
    history.append(
        HistoryEvent.note(Kind.END, now(), result.progress().updates(), result.reason()));
    writeReport();
  }

  private void writeReport() {
    if (report != null) {
      new HtmlReport(title, RunHistory.read(file), List.of()).write(report);
    }
  }

  private String now() {
    return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    if (history != null) {
      history.close();
    }
  }
}
