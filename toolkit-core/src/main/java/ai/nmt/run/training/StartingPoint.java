package ai.nmt.run.training;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.run.Direction;
import ai.nmt.run.StoredRules;
import ai.nmt.train.Progress;
import ai.nmt.train.saving.DictionarySymbols;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.RestoreConfig;
import ai.nmt.train.saving.TrainingCheckpoint;
import ai.nmt.transformer.TransformerFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a training begins from: nothing, a checkpoint to go on from, or the parameters of another
 * model. It is opened, and compared with what was asked for, before a model is built.
 */
final class StartingPoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StartingPoint.class);

  private final RestoreConfig restore;

  /** Null where training begins with nothing. */
  private final Checkpoint checkpoint;

  private StartingPoint(RestoreConfig restore, Checkpoint checkpoint) {
    this.restore = restore;
    this.checkpoint = checkpoint;
  }

  /**
   * Opens what a training begins from.
   *
   * @param plan the training
   * @param data its data
   * @return the open starting point
   * @throws InputException where a file is missing, damaged or of another direction, model,
   *     dictionary or text rules
   */
  static StartingPoint open(TrainingPlan plan, TrainingData data) {
    RestoreConfig restore = plan.restore();
    Path file = restore.path(Path.of(plan.training().saving().directory()));
    Checkpoint opened = null;
    if (Files.exists(file)) {
      // Going on is preferred to fine-tuning: else a training that was interrupted would begin
      // anew.
      restore = restore.withoutFinetuning();
      opened = checkpoint(restore, file);
    } else if (restore.file() != null) {
      throw new InputException(
          "--restore-file %s does not exist; check the path, or leave the flag out to begin a"
                  .formatted(file)
              + " fresh training");
    } else {
      LOG.info("no checkpoint {}: a fresh training begins", file);
      if (restore.finetuneFrom() != null) {
        opened = CheckpointFiles.openModel(Path.of(restore.finetuneFrom()));
      }
    }
    StartingPoint origin = new StartingPoint(restore, opened);
    if (opened != null) {
      origin.requireFitting(plan, data);
    }
    return origin;
  }

  private static Checkpoint checkpoint(RestoreConfig restore, Path file) {
    if (restore.file() == null) {
      return NewestReadable.open(file);
    }
    return restore.resetOptimizer() ? CheckpointFiles.openModel(file) : CheckpointFiles.open(file);
  }

  /** Whether there is nothing, so that parameters have to be drawn. */
  boolean isFresh() {
    return checkpoint == null;
  }

  /** Whether it is a training that is gone on with. */
  boolean goesOn() {
    return checkpoint != null && restore.finetuneFrom() == null;
  }

  /**
   * Takes over what is there, and closes it.
   *
   * @param into what the training changes
   * @param data its data
   * @return how far the training had come
   */
  Progress begin(TrainingCheckpoint into, TrainingData data) {
    try (this) {
      if (goesOn()) {
        return restore(into, data);
      }
      if (checkpoint != null) {
        into.restoreParametersAlone(checkpoint);
        LOG.info("a fresh training begins with the parameters of {}", checkpoint.path());
      }
      return Progress.start();
    }
  }

  private Progress restore(TrainingCheckpoint into, TrainingData data) {
    DataDescription.warnOfDifferences(checkpoint, data.describeFiles());
    Progress saved = into.restore(checkpoint, restore);
    // The toolkit's own checkpoints mean it: what an epoch ends with is still to be done.
    Progress progress = TrainingCheckpoint.isForeign(checkpoint) ? data.withinEpoch(saved) : saved;
    LOG.info(
        "restored {}: epoch {}, {} of it done, {}",
        checkpoint.path(),
        progress.position().epoch(),
        Counted.of(progress.position().batchesDone(), "batch"),
        Counted.of(progress.updates(), "update"));
    return progress;
  }

  /**
   * Checks that it is of this training's direction, model, dictionaries and text rules, or closes
   * it.
   */
  private void requireFitting(TrainingPlan plan, TrainingData data) {
    try {
      ModelDescription saved = ModelDescription.read(checkpoint);
      String where = checkpoint.path().toString();
      new Direction(Optional.empty(), restore.forceDirection())
          .require(where, saved, data.languages());
      requireSameModel(plan, saved);
      DictionarySymbols.requireSame(checkpoint, data.source(), data.target());
      saved.requireDictionaries(where, data.source(), data.target());
      StoredRules.requireSame(checkpoint, data.rules(), data.folder());
    } catch (InputException e) {
      close();
      throw e;
    }
  }

  private void requireSameModel(TrainingPlan plan, ModelDescription saved) {
    List<String> differences = TransformerFlags.differences(plan.model(), saved.config());
    if (!differences.isEmpty()) {
      String otherwise =
          goesOn() && restore.file() == null
              ? ", or another --save-dir to begin a fresh training"
              : "";
      throw new InputException(
          "%s is of another model than the one that is asked for:%n  %s%nGive the checkpoint's values%s"
              .formatted(checkpoint.path(), String.join("\n  ", differences), otherwise));
    }
  }

  @Override
  public void close() {
    if (checkpoint != null) {
      checkpoint.close();
    }
  }
}
