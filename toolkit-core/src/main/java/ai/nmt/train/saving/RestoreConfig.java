package ai.nmt.train.saving;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.train.Progress;
import java.nio.file.Path;

/**
 * What a training begins from; fairseq's flags.
 *
 * @param file the checkpoint ({@code --restore-file}); null = {@code checkpoint_last} in the save
 *     directory, if it exists
 * @param finetuneFrom the checkpoint whose parameters a fresh training begins with ({@code
 *     --finetune-from-model}); null = none; not used where the save directory has a {@code
 *     checkpoint_last} to go on from
 * @param resetOptimizer whether the optimiser's state, the number of updates and what the schedule
 *     remembers of validation are left out ({@code --reset-optimizer})
 * @param resetSchedule whether the learning-rate schedule is not told of the finished epochs
 *     ({@code --reset-lr-scheduler})
 * @param resetMeters whether the best value, the history and the time are left out ({@code
 *     --reset-meters})
 * @param resetDataLoader whether the data begins anew at epoch 1 ({@code --reset-dataloader})
 * @param forceDirection whether a model of the opposite direction may be trained further ({@code
 *     --force-direction})
 */
public record RestoreConfig(
    String file,
    String finetuneFrom,
    boolean resetOptimizer,
    boolean resetSchedule,
    boolean resetMeters,
    boolean resetDataLoader,
    boolean forceDirection) {
  /**
   * Checks that the flags do not contradict each other.
   *
   * @throws IllegalArgumentException where fine-tuning is asked for together with going on
   */
  public RestoreConfig {
    if (finetuneFrom != null
        && (file != null || resetOptimizer || resetSchedule || resetMeters || resetDataLoader)) {
      throw new IllegalArgumentException(
          "--finetune-from-model begins a fresh training: leave out --restore-file and the --reset"
              + " flags");
    }
  }

  /**
   * What a training begins from, in the direction of the model.
   *
   * @param file as {@code --restore-file}; null = {@code checkpoint_last}
   * @param finetuneFrom as {@code --finetune-from-model}; null = none
   * @param resetOptimizer as {@code --reset-optimizer}
   * @param resetSchedule as {@code --reset-lr-scheduler}
   * @param resetMeters as {@code --reset-meters}
   * @param resetDataLoader as {@code --reset-dataloader}
   */
  public RestoreConfig(
      String file,
      String finetuneFrom,
      boolean resetOptimizer,
      boolean resetSchedule,
      boolean resetMeters,
      boolean resetDataLoader) {
    this(file, finetuneFrom, resetOptimizer, resetSchedule, resetMeters, resetDataLoader, false);
  }

  /**
   * Goes on from {@code checkpoint_last} where there is one.
   *
   * @return nothing reset
   */
  public static RestoreConfig defaults() {
    return new RestoreConfig(null, null, false, false, false, false);
  }

  /**
   * The same without a model to fine-tune: for a training that has begun.
   *
   * @return the changed copy
   */
  public RestoreConfig withoutFinetuning() {
    return new RestoreConfig(
        file, null, resetOptimizer, resetSchedule, resetMeters, resetDataLoader, forceDirection);
  }

  /**
   * The checkpoint to look for.
   *
   * @param directory folder of the checkpoints
   * @return its path
   */
  public Path path(Path directory) {
    return file == null ? directory.resolve(CheckpointNames.LAST) : Path.of(file);
  }

  /** What is left of a checkpoint's progress. */
  Progress apply(Progress saved) {
    Progress progress = saved;
    if (resetMeters) {
      progress = progress.withoutMeters();
    }
    if (resetOptimizer) {
      progress = progress.withoutUpdates();
    }
    return resetDataLoader ? progress.withoutPosition() : progress;
  }
}
