package ai.nmt.train.loop;

import ai.nmt.batch.Batch;
import ai.nmt.batch.BatchIterator;
import ai.nmt.io.InputException;
import ai.nmt.schedule.LearningRateSchedule;
import ai.nmt.train.EpochRecord;
import ai.nmt.train.MeterSums;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingListener.UpdateEvent;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.guard.BatchReport;
import ai.nmt.train.guard.NotFiniteHandler;
import ai.nmt.train.saving.CheckpointSaver;
import ai.nmt.train.saving.CheckpointSaver.Moment;
import ai.nmt.train.saving.RestoreConfig;
import ai.nmt.train.update.NotFiniteException;
import ai.nmt.train.update.UpdateResult;
import ai.nmt.train.update.UpdateStep;
import ai.nmt.train.validation.Validator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop over epochs and updates.
 *
 * <p>Every decision depends on the {@link Progress} and the configuration alone, so that a training
 * that was interrupted anywhere goes on as if it had not been.
 */
public final class Trainer {
  /** Makes an update, {@link UpdateStep#run}. */
  @FunctionalInterface
  public interface Stepper {
    /**
     * Makes one update.
     *
     * @param batches batches whose gradients are added up
     * @param update number of updates made before this one
     * @param learningRate step size
     * @return what it did
     */
    UpdateResult run(List<Batch> batches, long update, double learningRate);
  }

  /**
   * The trainer's collaborators.
   *
   * @param data where the batches come from
   * @param stepper makes an update
   * @param schedule the learning rate
   * @param validator measures the model
   * @param saver writes checkpoints
   * @param notFinite what to do where loss or gradient are no numbers
   * @param listener is told of everything
   * @param signal may ask to stop
   */
  public record Parts(
      EpochSource data,
      Stepper stepper,
      LearningRateSchedule schedule,
      Validator validator,
      CheckpointSaver saver,
      NotFiniteHandler notFinite,
      TrainingListener listener,
      StopSignal signal) {}

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final TrainingConfig config;
  private final Parts parts;
  private final StoppingRule stopping;
  private Progress progress;
  private Stopwatch stopwatch;
  private long savedUpdates;

  /** Time in training, over all its runs. */
  private record Stopwatch(double before, long start) {
    double seconds() {
      return before + (System.nanoTime() - start) * 1e-9;
    }
  }

  /**
   * Makes a trainer.
   *
   * @param config settings
   * @param parts collaborators
   */
  public Trainer(TrainingConfig config, Parts parts) {
    this.config = config;
    this.parts = parts;
    this.stopping = new StoppingRule(config.stopping(), parts.signal());
  }

  /**
   * Trains until a limit is reached or somebody asks to stop.
   *
   * @param start what has been done before
   * @param restore what is not taken over from it
   * @return how it ended
   * @throws InputException where the loss or the gradient is no number any more; checkpoints are as
   *     they were then
   */
  public TrainingResult train(Progress start, RestoreConfig restore) {
    try {
      return trainOn(start, restore);
    } catch (RuntimeException | Error e) {
      finishSaving(e);
      throw e;
    }
  }

  /** Lets the checkpoint that is being written be finished although training failed. */
  private void finishSaving(Throwable failure) {
    try {
      parts.saver().finish();
    } catch (RuntimeException e) {
      LOG.error("the checkpoint that was being written when training failed: {}", e.getMessage());
      failure.addSuppressed(e);
    }
  }

  private TrainingResult trainOn(Progress start, RestoreConfig restore) {
    progress = start;
    if (!restore.resetSchedule()) {
      remindSchedule();
    }
    savedUpdates = start.updates();
    stopwatch = new Stopwatch(start.seconds(), System.nanoTime());
    parts.listener().started(start);
    Optional<String> end = stopping.beforeEpoch(progress, rate(), stopwatch.seconds());
    while (end.isEmpty()) {
      end = runEpoch();
    }
    if (savedUpdates != progress.updates()) {
      save(Moment.TRAINING_END, progress.position().epoch(), Optional.empty());
    }
    parts.saver().finish();
    TrainingResult result = new TrainingResult(progress, parts.signal().isRequested(), end.get());
    parts.listener().ended(result);
    return result;
  }

  /** Gives the schedule its memory back; a fresh one is told of the epochs at least. */
  private void remindSchedule() {
    int epochs = progress.position().epoch() - 1;
    if (progress.schedule() != null) {
      parts.schedule().restore(progress.schedule());
    } else if (epochs > 0) {
      parts.schedule().epochEnded(epochs, progress.updates(), Double.NaN);
    }
  }

  /** Runs through the rest of the epoch; returns why training ends within or after it. */
  private Optional<String> runEpoch() {
    int epoch = progress.position().epoch();
    try (BatchIterator batches = parts.data().open(progress.position())) {
      Optional<String> end = runUpdates(epoch, batches);
      if (end.isPresent()) {
        return end;
      }
    }
    endEpoch(epoch);
    return stopping.afterEpoch(progress, rate(), stopwatch.seconds());
  }

  private Optional<String> runUpdates(int epoch, BatchIterator batches) {
    int perUpdate = config.optimization().batchesPerUpdate(epoch);
    int updatesInEpoch = (batches.size() + perUpdate - 1) / perUpdate;
    parts
        .listener()
        .epochStarted(epoch, updatesDone(batches, perUpdate), updatesInEpoch, progress.epochSums());
    Optional<String> end =
        batches.hasNext() && isUnchecked() ? withinEpoch(epoch) : Optional.empty();
    while (end.isEmpty() && batches.hasNext()) {
      parts.saver().poll();
      double rate = rate();
      Optional<UpdateResult> made = update(batches.next(perUpdate), batches, rate);
      made.ifPresent(
          result ->
              parts
                  .listener()
                  .updated(event(result, updatesDone(batches, perUpdate), updatesInEpoch, rate)));
      end = stopping.atOnce();
      if (end.isEmpty() && made.isPresent() && batches.hasNext()) {
        end = withinEpoch(epoch);
      }
    }
    return end;
  }

  private static int updatesDone(BatchIterator batches, int perUpdate) {
    return (batches.position().batchesDone() + perUpdate - 1) / perUpdate;
  }

  private double rate() {
    return parts.schedule().afterUpdate(progress.updates());
  }

  /** Makes an update; returns what it did, or nothing where it was left out. */
  private Optional<UpdateResult> update(List<Batch> group, BatchIterator batches, double rate) {
    long start = System.nanoTime();
    UpdateResult result;
    try {
      result = parts.stepper().run(group, progress.updates(), rate);
    } catch (NotFiniteException e) {
      progress = parts.notFinite().handle(e, group, progress, batches.position());
      return Optional.empty();
    } catch (InputException e) {
      throw e.with("\n" + BatchReport.describe(group, progress));
    }
    if (result.overflowed()) {
      progress = progress.afterOverflow(batches.position());
      return Optional.empty();
    }
    parts.notFinite().succeeded();
    double seconds = (System.nanoTime() - start) * 1e-9;
    progress = progress.afterUpdate(batches.position(), sums(result, seconds));
    return Optional.of(result);
  }

  private static MeterSums sums(UpdateResult result, double seconds) {
    return new MeterSums(
        1,
        result.loss().loss(),
        result.loss().negativeLogLikelihood(),
        result.sampleSize(),
        result.targetTokens(),
        result.sentences(),
        result.gradientNorm(),
        result.clipped() ? 1 : 0,
        seconds);
  }

  private UpdateEvent event(UpdateResult result, int update, int updatesInEpoch, double rate) {
    return new UpdateEvent(
        progress.position().epoch(),
        update,
        updatesInEpoch,
        progress.updates(),
        rate,
        progress.epochSums(),
        stopwatch.seconds(),
        result.lossScale());
  }

  /** Whether a signal ended the training between an update and {@link #withinEpoch}. */
  private boolean isUnchecked() {
    return progress.position().batchesDone() > 0
        && progress.checks().checkedUpdates() < progress.updates();
  }

  /** Validates and saves where it is due; returns why training ends here, or nothing. */
  private Optional<String> withinEpoch(int epoch) {
    long updates = progress.updates();
    progress = progress.withChecks(progress.checks().checked(updates));
    Optional<String> limit = stopping.afterUpdate(updates, stopwatch.seconds());
    boolean saves =
        config.validation().hasBegun(updates) && parts.saver().isDueAfterUpdate(updates);
    boolean validates = saves || limit.isPresent() || config.validation().isDueAfterUpdate(updates);
    Optional<ValidationResult> validation = validates ? validate(epoch) : Optional.empty();
    Optional<String> end = limit.or(() -> stopping.afterValidation(progress.checks()));
    if (saves || end.isPresent()) {
      save(saves ? Moment.UPDATE_INTERVAL : Moment.TRAINING_END, epoch, validation);
    }
    if (end.isPresent()) {
      parts.listener().epochLeft(record(epoch, validation), stopwatch.seconds());
    }
    return end;
  }

  private EpochRecord record(int epoch, Optional<ValidationResult> validation) {
    double lastRate = parts.schedule().afterUpdate(Math.max(0, progress.updates() - 1));
    return new EpochRecord(
        epoch, progress.updates(), lastRate, progress.epochSums(), validation.orElse(null));
  }

  private void endEpoch(int epoch) {
    boolean due =
        epoch % config.validation().interval() == 0
            || config.validation().isDueAfterUpdate(progress.updates());
    Optional<ValidationResult> validation = due ? validate(epoch) : Optional.empty();
    EpochRecord done = record(epoch, validation);
    progress = progress.afterEpoch(done);
    parts
        .schedule()
        .epochEnded(
            epoch, progress.updates(), validation.map(ValidationResult::loss).orElse(Double.NaN));
    parts.listener().epochEnded(done, stopwatch.seconds());
    if (parts.saver().isDueAfterEpoch(epoch)) {
      save(Moment.EPOCH_END, epoch, validation);
    }
  }

  /**
   * Validates and reports; returns the first set's result, or nothing where nothing was measured.
   */
  private Optional<ValidationResult> validate(int epoch) {
    if (!config.validation().hasBegun(progress.updates())) {
      return Optional.empty();
    }
    List<ValidationResult> results = parts.validator().validate(progress.updates());
    if (results.isEmpty()) {
      return Optional.empty();
    }
    ValidationResult first = results.get(0);
    Double best = parts.saver().best(first, progress.checks().best());
    progress = progress.withChecks(progress.checks().validated(best));
    parts.listener().validated(epoch, first, best);
    results.stream().skip(1).forEach(other -> parts.listener().validated(epoch, other, null));
    return Optional.of(first);
  }

  private void save(Moment moment, int epoch, Optional<ValidationResult> validation) {
    progress = progress.withSeconds(stopwatch.seconds()).withSchedule(parts.schedule().memory());
    progress = parts.saver().save(moment, epoch, progress, validation);
    savedUpdates = progress.updates();
  }
}
