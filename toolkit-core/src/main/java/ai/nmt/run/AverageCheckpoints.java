package ai.nmt.run;

import ai.nmt.checkpoint.CheckpointAverage;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.interop.CheckpointFolder;
import ai.nmt.io.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Averages checkpoints, as fairseq's {@code average_checkpoints.py}.
 *
 * @param inputs checkpoints, the toolkit's or fairseq's; with {@code epochs} or {@code updates} one
 *     folder of the toolkit's ({@code --inputs})
 * @param epochs how many of the last epochs' checkpoints are taken from the folder ({@code
 *     --num-epoch-checkpoints}); 0 = the inputs are files
 * @param updates how many of the last checkpoints within epochs are taken ({@code
 *     --num-update-checkpoints}); 0 = none
 * @param upperBound last epoch or update that counts ({@code --checkpoint-upper-bound})
 * @param movingAverage whether moving averages are taken instead of parameters ({@code --ema})
 * @param output where the average is written ({@code --output})
 */
public record AverageCheckpoints(
    List<Path> inputs,
    int epochs,
    int updates,
    long upperBound,
    boolean movingAverage,
    Path output) {
  /** The value of {@code upperBound} that lets every checkpoint count. */
  public static final long NO_BOUND = Long.MAX_VALUE;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public AverageCheckpoints {
    inputs = List.copyOf(inputs);
    if (epochs < 0 || updates < 0) {
      throw new IllegalArgumentException(
          "--num-epoch-checkpoints and --num-update-checkpoints must be at least 1");
    }
    if (epochs > 0 && updates > 0) {
      throw new IllegalArgumentException(
          "--num-epoch-checkpoints and --num-update-checkpoints exclude each other: give one");
    }
    boolean ofFolder = epochs > 0 || updates > 0;
    if (!ofFolder && upperBound != NO_BOUND) {
      throw new IllegalArgumentException(
          "--checkpoint-upper-bound needs --num-epoch-checkpoints or --num-update-checkpoints");
    }
    if (ofFolder && inputs.size() != 1) {
      throw new IllegalArgumentException(
          "--num-epoch-checkpoints and --num-update-checkpoints choose from one folder, but"
              + " --inputs is "
              + inputs);
    }
  }

  /**
   * Averages.
   *
   * @return the checkpoints that were averaged, in the order of summation
   * @throws InputException where one is missing, damaged or of another model, or where the output
   *     has fairseq's extension
   */
  public List<Path> run() {
    List<Path> chosen = inputs;
    if (epochs > 0) {
      chosen = CheckpointNames.newest(inputs.get(0), CheckpointNames::epochOf, epochs, upperBound);
    } else if (updates > 0) {
      chosen =
          CheckpointNames.newest(inputs.get(0), CheckpointNames::updateOf, updates, upperBound);
    }
    requireOwnFormat();
    chosen.forEach(AverageCheckpoints::requireFile);
    CheckpointAverage.write(chosen, CheckpointFiles::openModel, movingAverage, output);
    return chosen;
  }

  private static void requireFile(Path input) {
    if (Files.isDirectory(input)) {
      throw new InputException(
          "%s; or let --num-epoch-checkpoints N take its last N"
              .formatted(CheckpointFolder.described(input)));
    }
  }

  /** Whoever names a file .pt expects fairseq to read it. */
  private void requireOwnFormat() {
    if (output.getFileName().toString().endsWith(CheckpointFiles.FAIRSEQ_EXTENSION)) {
      throw new InputException(
          "an average is written as %s, not %s: convert that file in a second step"
              .formatted(CheckpointNames.EXTENSION, output));
    }
  }
}
