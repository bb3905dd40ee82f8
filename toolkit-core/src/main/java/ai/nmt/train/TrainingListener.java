package ai.nmt.train;

import java.nio.file.Path;
import java.util.Map;

/** Is told what happens in a training, on the training's thread; reports, and changes nothing. */
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /**
   * One update.
   *
   * @param epoch the epoch, from 1
   * @param update number of this update within the epoch, from 1
   * @param updatesInEpoch number of updates in the whole epoch
   * @param updates number of updates since the training began
   * @param learningRate the rate it was made with
   * @param epochSums sums over the epoch's updates so far
   * @param seconds time spent in training so far
   * @param lossScale what the loss is scaled by in the next update; null where it is not
   */
  record UpdateEvent(
      int epoch,
      int update,
      int updatesInEpoch,
      long updates,
      double learningRate,
      MeterSums epochSums,
      double seconds,
      Double lossScale) {}

  /**
   * Everything that defines the training is known; the first call of all.
   *
   * @param sections the sections of its checkpoints but {@code progress}: name to JSON
   */
  default void described(Map<String, String> sections) {}

  /**
   * Training begins, or goes on after an interruption.
   *
   * @param start what has been done before
   */
  default void started(Progress start) {}

  /**
   * An epoch begins, or goes on after an interruption.
   *
   * @param epoch the epoch, from 1
   * @param updatesDone updates of the epoch that are done already
   * @param updatesInEpoch number of updates in the whole epoch
   * @param epochSums sums over those done already
   */
  default void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {}

  /**
   * An update was made.
   *
   * @param event its figures
   */
  default void updated(UpdateEvent event) {}

  /**
   * A validation begins.
   *
   * @param subset name of its data
   * @param batches number of its batches
   */
  default void validationStarted(String subset, int batches) {}

  /** One batch of a validation is done. */
  default void validationAdvanced() {}

  /**
   * A validation has ended.
   *
   * @param epoch the epoch under way, from 1
   * @param result its result
   * @param best best value so far of the metric that decides about the best checkpoint; null before
   *     the first decision
   */
  default void validated(int epoch, ValidationResult result, Double best) {}

  /**
   * An epoch has ended, validation included.
   *
   * @param epoch what it came to
   * @param seconds time spent in training so far
   */
  default void epochEnded(EpochRecord epoch, double seconds) {}

  /**
   * The training ends within an epoch, after validation; fairseq sums up such an epoch as well.
   *
   * @param epoch what it has come to
   * @param seconds time spent in training so far
   */
  default void epochLeft(EpochRecord epoch, double seconds) {}

  /**
   * A checkpoint was written.
   *
   * @param file the file
   * @param updates number of updates in it
   */
  default void saved(Path file, long updates) {}

  /**
   * The training has ended without an error.
   *
   * @param result why and where
   */
  default void ended(TrainingResult result) {}
}
