package ai.nmt.run.training;

import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ai.nmt.tensorboard.EventFile;
import ai.nmt.tensorboard.RunFolder;
import ai.nmt.train.EpochRecord;
import ai.nmt.train.MeterSums;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingFigures;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.ValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a training's figures for TensorBoard, in fairseq's folders and under its tags: {@code
 * train_inner} every so many updates, {@code train} per epoch, and one folder per validation set.
 * Where the folder holds another training's events, all of them lie in a folder within it.
 */
public final class TensorBoardListener implements TrainingListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TensorBoardListener.class);

  private static final String TRAIN_INNER = "train_inner";
  private static final String TRAIN = "train";

  private final Path directory;
  private final Path saveDirectory;
  private final int interval;
  private final String bestMetric;
  private final Map<String, EventFile> files = new HashMap<>();
  private MeterSums reported = MeterSums.ZERO;
  private Path runs;
  private long firstStep = 1;

  /**
   * Makes the listener; the folder appears when training begins, files with the first figures.
   *
   * @param directory folder of the runs ({@code --tensorboard-logdir})
   * @param saveDirectory where the training's checkpoints are, by which it is known when it goes
   *     on; null where it has none
   * @param interval every how many updates, at least 1
   * @param bestMetric the metric that decides about the best checkpoint
   */
  public TensorBoardListener(Path directory, Path saveDirectory, int interval, String bestMetric) {
    this.directory = directory;
    this.saveDirectory = saveDirectory;
    this.interval = interval;
    this.bestMetric = bestMetric;
  }

  @Override
  public void started(Progress start) {
    firstStep = start.updates() + 1;
    requireWritable();
    runs = runFolder(start.updates() > 0);
    if (!runs.equals(directory)) {
      LOG.warn(
          "{} holds another training's events, which TensorBoard would hide: those of this one go"
              + " to {}",
          directory,
          runs);
    }
  }

  /** A training without checkpoints never goes on: nothing else may have its name. */
  private Path runFolder(boolean goesOn) {
    if (saveDirectory == null) {
      return RunFolder.take(directory, UUID.randomUUID().toString(), "training", false);
    }
    Path place = saveDirectory.toAbsolutePath().normalize();
    Path name = place.getFileName();
    return RunFolder.take(
        directory, place.toString(), name == null ? "training" : name.toString(), goesOn);
  }

  /** Notices at once what the first figures would otherwise run into. */
  private void requireWritable() {
    try {
      Folders.make(directory);
      Files.delete(Files.createTempFile(directory, ".writable", null));
    } catch (IOException e) {
      throw InputException.cannotWrite(directory, e);
    }
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
      write(TRAIN_INNER, event.updates(), TrainingFigures.updates(event, recent));
    }
  }

  @Override
  public void validated(int epoch, ValidationResult result, Double best) {
    Map<String, Double> figures = new LinkedHashMap<>(TrainingFigures.validation(result));
    if (best != null) {
      figures.put("best_" + bestMetric, best);
    }
    write(result.subset(), result.updates(), figures);
  }

  @Override
  public void epochEnded(EpochRecord epoch, double seconds) {
    write(
        TRAIN,
        epoch.updates(),
        TrainingFigures.training(epoch.train(), epoch.learningRate(), seconds));
  }

  @Override
  public void epochLeft(EpochRecord epoch, double seconds) {
    epochEnded(epoch, seconds);
  }

  private void write(String run, long step, Map<String, Double> figures) {
    files
        .computeIfAbsent(run, name -> EventFile.create(runs.resolve(name), firstStep))
        .scalars(step, figures);
  }

  @Override
  public void close() {
    files.values().forEach(EventFile::close);
  }
}
