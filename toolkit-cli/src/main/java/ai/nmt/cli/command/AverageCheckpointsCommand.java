package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.run.AverageCheckpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt average-checkpoints}: averages the parameters of checkpoints. */
@Command(
    name = "average-checkpoints",
    description = {
      "Averages the parameters of checkpoints into one, which often translates better than each.",
      "Optimiser state is left out: to train on from an average give --reset-optimizer."
    })
public final class AverageCheckpointsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--inputs",
      arity = "1..*",
      required = true,
      paramLabel = "PATH",
      description =
          "Checkpoints, fairseq's (.pt) as well; with --num-epoch-checkpoints or"
              + " --num-update-checkpoints the folder of the toolkit's.")
  private List<Path> inputs;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "Where to write the average.")
  private Path output;

  @Option(
      names = "--num-epoch-checkpoints",
      paramLabel = "N",
      description = "Take the last N checkpointE of the folder.")
  private int epochs;

  @Option(
      names = "--num-update-checkpoints",
      paramLabel = "N",
      description = "Take the last N checkpoint_E_U of the folder.")
  private int updates;

  @Option(
      names = "--checkpoint-upper-bound",
      paramLabel = "N",
      description = "Leave epochs (or updates) after N out of the choice.")
  private Long upperBound;

  @Option(
      names = "--ema",
      description = "Take the moving averages that train --ema-decay kept, not the parameters.")
  private boolean movingAverage;

  @Override
  public Integer call() {
    List<Path> averaged =
        new AverageCheckpoints(
                inputs,
                epochs,
                updates,
                upperBound == null ? AverageCheckpoints.NO_BOUND : upperBound,
                movingAverage,
                output)
            .run();
    spec.commandLine()
        .getErr()
        .printf("averaged %d checkpoints into %s: %s%n", averaged.size(), output, averaged);
    return ExitCode.DONE;
  }
}
