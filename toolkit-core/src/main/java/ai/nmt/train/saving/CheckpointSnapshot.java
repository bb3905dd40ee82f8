package ai.nmt.train.saving;

import java.nio.file.Path;

/**
 * Everything that a training needs to continue, as it was at one moment: training may go on while
 * it is written, on any one thread.
 */
public interface CheckpointSnapshot extends AutoCloseable {
  /**
   * Writes a checkpoint.
   *
   * @param file where it is to appear, complete or not at all
   * @throws ai.nmt.io.InputException where it cannot be written
   * @throws java.io.UncheckedIOException where the disk is full
   */
  void write(Path file);

  /** Frees the copy. */
  @Override
  void close();
}
