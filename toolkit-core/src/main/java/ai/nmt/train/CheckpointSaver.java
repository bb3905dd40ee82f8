package ai.nmt.train;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides which checkpoints are written, under which names, and which old ones are deleted. */
public final class CheckpointSaver {
  /** Writes a checkpoint. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes everything that training needs to continue.
     *
     * @param file where it is to appear, complete or not at all
     * @param progress how far training has come
     */
    void write(Path file, Progress progress);
  }

  /** When a checkpoint is written. */
  enum Moment {
    /** At the end of an epoch. */
    EPOCH_END,
    /** Within an epoch, after so many updates. */
    UPDATE_INTERVAL,
    /** At the end of the training, wherever that is. */
    TRAINING_END
  }

  private final SavingConfig config;
  private final Writer writer;
  private final TrainingListener listener;
  private final Path directory;

  /**
   * Makes the folder of the checkpoints where it is missing.
   *
   * @param config which checkpoints are written and kept
   * @param writer writes one
   * @param listener is told of each
   * @throws InputException where the folder cannot be made
   */
  public CheckpointSaver(SavingConfig config, Writer writer, TrainingListener listener) {
    this.config = config;
    this.writer = writer;
    this.listener = listener;
    this.directory = Path.of(config.directory());
    if (config.enabled()) {
      makeDirectory();
    }
  }

  private void makeDirectory() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw InputException.cannotWrite(directory, e);
    }
  }

  /** Whether a checkpoint is due within an epoch. */
  boolean isDueAfterUpdate(long updates) {
    return config.intervalUpdates() > 0 && updates % config.intervalUpdates() == 0;
  }

  /** Whether a checkpoint is due at an epoch's end. */
  boolean isDueAfterEpoch(int epoch) {
    return epoch % config.interval() == 0;
  }

  /**
   * Writes what is due.
   *
   * @param moment why it is written
   * @param epoch the epoch that ends or is under way, from 1
   * @param progress how far training has come
   * @param validation result of the validation at this moment; null where there was none
   * @return the progress with the best value brought up to date
   */
  Progress save(Moment moment, int epoch, Progress progress, ValidationResult validation) {
    boolean improved = validation != null && isBetter(validation, progress.best());
    Progress saved = improved ? progress.withBest(validation.value(config.bestMetric())) : progress;
    List<String> names = new ArrayList<>();
    if (config.enabled()) {
      if (validation != null && isAmongBest(validation)) {
        names.add(rankedName(validation, saved));
      }
      names.addAll(names(moment, epoch, saved, improved));
    }
    if (!names.isEmpty()) {
      Path first = directory.resolve(names.get(0));
      writer.write(first, saved);
      listener.saved(first, saved.updates());
      for (String name : names.subList(1, names.size())) {
        Path file = directory.resolve(name);
        writer.write(file, saved);
        listener.saved(file, saved.updates());
      }
      deleteWorst();
      deleteBeyond(config.keepIntervalUpdates(), CheckpointNames::updateOf);
      deleteBeyond(config.keepLastEpochs(), CheckpointNames::epochOf);
    }
    return saved;
  }

  /** The best value once a validation counts; {@code before} may be null. */
  Double best(ValidationResult validation, Double before) {
    return isBetter(validation, before) ? validation.value(config.bestMetric()) : before;
  }

  private boolean isBetter(ValidationResult validation, Double best) {
    double value = validation.value(config.bestMetric());
    if (Double.isNaN(value)) {
      return false;
    }
    return best == null || (config.bestIsHighest() ? value > best : value < best);
  }

  private List<String> names(Moment moment, int epoch, Progress progress, boolean improved) {
    List<String> names = new ArrayList<>();
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
    return names;
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
