package ai.nmt.interop;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens checkpoints of either kind: the toolkit's and fairseq's. */
public final class CheckpointFiles {
  /** The extension of fairseq's checkpoints. */
  public static final String FAIRSEQ_EXTENSION = ".pt";

  private static final int ZIP_START = 'P';
  private static final int ZIP_SECOND = 'K';
  private static final int PICKLE_START = 0x80;
  private static final int HIGHEST_PROTOCOL = 5;

  private CheckpointFiles() {}

  /**
   * Opens a checkpoint to go on with its training; its first bytes say of which kind it is,
   * whatever its name.
   *
   * @param path a checkpoint
   * @return the open checkpoint; close it after use
   * @throws InputException where it is missing, truncated, damaged, of another kind or of a model
   *     that the toolkit does not have, or where it holds an optimiser's state that cannot be taken
   *     over
   */
  public static Checkpoint open(Path path) {
    return open(path, OptimizerState.REQUIRED);
  }

  /**
   * Opens a checkpoint whose optimiser's state is not wanted: that of fairseq's files is neither
   * shown nor looked at.
   *
   * @param path a checkpoint
   * @return the open checkpoint; close it after use
   * @throws InputException where it is missing, truncated, damaged, of another kind or of a model
   *     that the toolkit does not have
   */
  public static Checkpoint openModel(Path path) {
    return open(path, OptimizerState.UNREAD);
  }

  static Checkpoint open(Path path, OptimizerState optimizer) {
    return isTorch(path) ? FairseqCheckpoint.open(path, optimizer) : Checkpoint.open(path);
  }

  /**
   * A safetensors file that begins like this would have a header of more than 19,000 bytes, odd.
   */
  private static boolean isTorch(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException(CheckpointFolder.described(path));
    }
    byte[] start;
    try (InputStream stream = Files.newInputStream(path)) {
      start = stream.readNBytes(Long.BYTES);
    } catch (NoSuchFileException e) {
      throw new InputException(
          "%s does not exist; give the path of a checkpoint (checkpoint_best.safetensors, ...)"
              .formatted(path),
          e);
    } catch (IOException e) {
      throw InputException.cannotRead(path, e);
    }
    boolean zip =
        start.length >= 4 && start[0] == ZIP_START && start[1] == ZIP_SECOND && start[2] == 3;
    boolean streams =
        start.length >= 3
            && Byte.toUnsignedInt(start[0]) == PICKLE_START
            && start[1] >= 2
            && start[1] <= HIGHEST_PROTOCOL
            && Byte.toUnsignedInt(start[2]) == 0x8a;
    return zip || streams;
  }
}
