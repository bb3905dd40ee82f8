package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.run.DataConfig;
import ai.nmt.run.analyses.TrainingCurves;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt analyze training-curves}. */
@Command(
    name = "training-curves",
    description = {
      "Draws the training losses of several runs and writes a table of which of them trained.",
      "LOGS has a folder per chart and in it a file per run, NAME.log: what 'nmt train --log-format"
          + " json' printed on standard error.",
      "A run diverged if it ended with a number that is not finite, or above the loss it began"
          + " with. Given --data, it stalled if the mean loss of its last quarter is not "
          + TrainingCurves.MARGIN
          + " bits below that of the best model that gives each word the same probability"
          + " everywhere."
    })
public final class AnalyzeTrainingCurvesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LOGS", description = "Folder of folders of logs.")
  private Path logs;

  @Option(
      names = "--destdir",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the results: CSV, JSON, a Markdown table, PNG and SVG.")
  private Path destination;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = "Folder of the runs' training data, to tell which of them stalled.")
  private String data;

  @Option(
      names = "--label-smoothing",
      paramLabel = "EPS",
      description = "Label smoothing of the runs.")
  private double labelSmoothing;

  @Override
  public Integer call() {
    TrainingCurves read = TrainingCurves.read(logs);
    TrainingCurves curves =
        data == null ? read : read.comparedWith(DataConfig.of(data), labelSmoothing);
    curves.table().forEach(spec.commandLine().getOut()::println);
    curves
        .write(destination)
        .forEach(file -> spec.commandLine().getErr().println("| wrote " + file));
    return ExitCode.DONE;
  }
}
