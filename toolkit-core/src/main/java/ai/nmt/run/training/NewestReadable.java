package ai.nmt.run.training;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.train.saving.TrainingCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what to go on from where the newest checkpoint is damaged. */
final class NewestReadable {
  private static final Logger LOG = LoggerFactory.getLogger(NewestReadable.class);

  private NewestReadable() {}

  /**
   * Opens a checkpoint, or the one with the most updates beside it where it is damaged.
   *
   * @param last the checkpoint to prefer
   * @return the open checkpoint
   * @throws InputException where none can be read; a fresh training would bury the old one
   */
  static Checkpoint open(Path last) {
    InputException damage;
    try {
      return Checkpoint.open(last);
    } catch (InputException e) {
      damage = e;
    }
    Checkpoint newest = null;
    for (Path file : others(last)) {
      newest = newer(newest, file);
    }
    if (newest == null) {
      throw new InputException(
          "%s%nNo other checkpoint beside it can be read. Put a copy back, or move it away to begin a fresh training"
              .formatted(damage.getMessage()),
          damage);
    }
    LOG.warn("{}", damage.getMessage());
    LOG.warn(
        "going on from {} instead, after {}: those since then are made again",
        newest.path(),
        Counted.of(TrainingCheckpoint.updates(newest), "update"));
    return newest;
  }

  /** The one with more updates of an open checkpoint, or null, and a file; closes the other. */
  private static Checkpoint newer(Checkpoint best, Path file) {
    Checkpoint candidate;
    try {
      candidate = Checkpoint.open(file);
    } catch (InputException e) {
      LOG.warn("{}", e.getMessage());
      return best;
    }
    if (best != null && TrainingCheckpoint.updates(candidate) <= TrainingCheckpoint.updates(best)) {
      candidate.close();
      return best;
    }
    if (best != null) {
      best.close();
    }
    return candidate;
  }

  private static List<Path> others(Path last) {
    Path folder = last.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isCheckpoint(file.getFileName().toString()))
          .filter(file -> !file.getFileName().equals(last.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException(
          "cannot list the checkpoints in " + folder + ": " + InputException.reason(e), e);
    }
  }

  private static boolean isCheckpoint(String name) {
    return name.startsWith("checkpoint") && name.endsWith(CheckpointNames.EXTENSION);
  }
}
