package ai.nmt.train.saving;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.ValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides which checkpoints are written, under which names, and which old ones are deleted.
 *
 * <p>Training waits only until everything is copied; the copy is written while training goes on. At
 * most one is under way: {@link #save} waits for the one before, so that none is left out. What
 * goes wrong there is thrown on the training's thread by the next call of any method.
 */
public final class CheckpointSaver implements AutoCloseable {
  /** Copies what a checkpoint holds. */
  @FunctionalInterface
  public interface Source {
    /**
     * Copies everything that training needs to continue.
     *
     * @param progress how far training has come
     * @return the copy
     */
    CheckpointSnapshot snapshot(Progress progress);
  }

  /** When a checkpoint is written. */
  public enum Moment {
    /** At the end of an epoch. */
    EPOCH_END,
    /** Within an epoch, after so many updates. */
    UPDATE_INTERVAL,
    /** At the end of the training, wherever that is. */
    TRAINING_END
  }

  private final SavingConfig config;
  private final Source source;
  private final TrainingListener listener;
  private final Path directory;
  private final BackgroundTask writing = new BackgroundTask("checkpoint-writer");

  /**
   * Makes the folder of the checkpoints where it is missing.
   *
   * @param config which checkpoints are written and kept
   * @param source copies what they hold
   * @param listener is told of each on the training's thread, once it is written
   * @throws InputException where the folder cannot be made
   */
  public CheckpointSaver(SavingConfig config, Source source, TrainingListener listener) {
    this.config = config;
    this.source = source;
    this.listener = listener;
    this.directory = Path.of(config.directory());
    if (config.enabled()) {
      makeDirectory();
    }
  }

  private void makeDirectory() {
    try {
      Folders.make(directory);
    } catch (IOException e) {
      throw InputException.cannotWrite(directory, e);
    }
  }

  /**
   * Whether a checkpoint is due within an epoch.
   *
   * @param updates number of updates done
   * @return whether it is
   */
  public boolean isDueAfterUpdate(long updates) {
    return config.intervalUpdates() > 0 && updates % config.intervalUpdates() == 0;
  }

  /**
   * Whether a checkpoint is due at an epoch's end.
   *
   * @param epoch the epoch, from 1
   * @return whether it is
   */
  public boolean isDueAfterEpoch(int epoch) {
    return epoch % config.interval() == 0;
  }

  /**
   * Begins to write what is due.
   *
   * @param moment why it is written
   * @param epoch the epoch that ends or is under way, from 1
   * @param progress how far training has come
   * @param validation result of the validation at this moment; nothing where there was none
   * @return the progress with the best value brought up to date
   * @throws InputException where an earlier checkpoint could not be written
   * @throws java.io.UncheckedIOException where the disk was full for it
   */
  public Progress save(
      Moment moment, int epoch, Progress progress, Optional<ValidationResult> validation) {
    Optional<ValidationResult> best =
        validation.filter(measured -> isBetter(measured, progress.best()));
    Progress saved =
        best.map(measured -> progress.withBest(measured.value(config.bestMetric())))
            .orElse(progress);
    if (config.enabled()) {
      finish();
      List<Path> files =
          names(moment, epoch, saved, validation, best.isPresent())
              .map(directory::resolve)
              .toList();
      if (!files.isEmpty()) {
        begin(files, saved);
      }
    }
    return saved;
  }

  private void begin(List<Path> files, Progress saved) {
    CheckpointSnapshot snapshot = source.snapshot(saved);
    writing.start(
        () -> write(snapshot, files),
        () -> files.forEach(file -> listener.saved(file, saved.updates())));
  }

  /** On the writing thread: old checkpoints go only when the new ones are there. */
  private void write(CheckpointSnapshot snapshot, List<Path> files) {
    try (snapshot) {
      files.forEach(snapshot::write);
    }
    deleteWorst();
    deleteBeyond(config.keepIntervalUpdates(), this::deletableUpdateOf);
    deleteBeyond(config.keepLastEpochs(), CheckpointNames::epochOf);
  }

  /**
   * Tells of a checkpoint that has been written meanwhile, without waiting.
   *
   * @throws InputException where it could not be written
   * @throws java.io.UncheckedIOException where the disk was full
   */
  public void poll() {
    writing.poll();
  }

  /**
   * Waits until every checkpoint is written.
   *
   * @throws InputException where one could not be written
   * @throws java.io.UncheckedIOException where the disk was full
   */
  public void finish() {
    writing.finish();
  }

  /** Waits as {@link #finish} does, also where training ended with an error. */
  @Override
  public void close() {
    finish();
  }

  /**
   * The best value once a validation counts.
   *
   * @param validation what it measured
   * @param before the best value before it; null where there was none
   * @return the better of both; null where neither is a number
   */
  public Double best(ValidationResult validation, Double before) {
    return isBetter(validation, before) ? validation.value(config.bestMetric()) : before;
  }

  private boolean isBetter(ValidationResult validation, Double best) {
    double value = validation.value(config.bestMetric());
    if (Double.isNaN(value)) {
      return false;
    }
    return best == null || (config.bestIsHighest() ? value > best : value < best);
  }

  private Stream<String> names(
      Moment moment,
      int epoch,
      Progress progress,
      Optional<ValidationResult> validation,
      boolean improved) {
    Stream.Builder<String> names = Stream.builder();
    validation
        .filter(this::isAmongBest)
        .ifPresent(measured -> names.add(rankedName(measured, progress)));
    if (moment == Moment.EPOCH_END && config.epochCheckpoints()) {
      names.add(CheckpointNames.epoch(epoch));
    }
    if (moment == Moment.UPDATE_INTERVAL) {
      names.add(CheckpointNames.update(epoch, progress.updates()));
    }
    if (improved) {
      names.add(CheckpointNames.BEST);
    }
    if (config.lastCheckpoint()) {
      names.add(CheckpointNames.LAST);
    }
    return names.build();
  }

  private String rankedName(ValidationResult validation, Progress progress) {
    double value = validation.value(config.bestMetric());
    return CheckpointNames.ranked(config.bestMetric(), value, progress.updates());
  }

  /** Whether a checkpoint deserves to be kept for its value, equal ones the later. */
  private boolean isAmongBest(ValidationResult validation) {
    double value = validation.value(config.bestMetric());
    if (config.keepBest() < 1 || !Double.isFinite(value)) {
      return false;
    }
    List<Path> ranked = ranked();
    if (ranked.size() < config.keepBest()) {
      return true;
    }
    double worst = rank(ranked.get(config.keepBest() - 1));
    return config.bestIsHighest() ? value >= worst : value <= worst;
  }

  /** The checkpoints that are kept for their value, the best first, of equal ones the latest. */
  private List<Path> ranked() {
    Comparator<Path> byValue = Comparator.comparingDouble(this::rank);
    Comparator<Path> latestFirst =
        Comparator.comparingLong(file -> -CheckpointNames.rankedUpdate(name(file)));
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> CheckpointNames.rankOf(config.bestMetric(), name(file)).isPresent())
          .sorted(
              (config.bestIsHighest() ? byValue.reversed() : byValue).thenComparing(latestFirst))
          .toList();
    } catch (IOException e) {
      throw InputException.cannotWrite(directory, e);
    }
  }

  private double rank(Path file) {
    return CheckpointNames.rankOf(config.bestMetric(), name(file)).orElseThrow();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private void deleteWorst() {
    if (config.keepBest() > 0) {
      List<Path> ranked = ranked();
      delete(ranked.subList(Math.min(config.keepBest(), ranked.size()), ranked.size()));
    }
  }

  private void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw InputException.cannotWrite(file, e);
      }
    }
  }

  /** The update of a checkpoint within an epoch, unless the pattern keeps it in any case. */
  private OptionalLong deletableUpdateOf(String fileName) {
    OptionalLong update = CheckpointNames.updateOf(fileName);
    int pattern = config.keepIntervalPattern();
    boolean kept =
        pattern != SavingConfig.NO_PATTERN
            && update.isPresent()
            && update.getAsLong() % pattern == 0;
    return kept ? OptionalLong.empty() : update;
  }

  /** Deletes the checkpoints with the lowest numbers until so many are left. */
  private void deleteBeyond(int keep, Function<String, OptionalLong> number) {
    if (keep == SavingConfig.KEEP_ALL) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> old =
          files
              .filter(file -> number.apply(file.getFileName().toString()).isPresent())
              .sorted(
                  Comparator.comparing(
                      file -> -number.apply(file.getFileName().toString()).getAsLong()))
              .skip(keep)
              .toList();
      delete(old);
    } catch (IOException e) {
      throw InputException.cannotWrite(directory, e);
    }
  }
}
