package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.run.TrainingCurves;
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
      "A run stalled if the mean loss of its last quarter is not 0.05 below that of the quarter before"
          + " and is 0.25 above the best run's; it diverged if it ended with a number that is not"
          + " finite, or above the loss it began with."
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

  @Override
  public Integer call() {
    TrainingCurves curves = TrainingCurves.read(logs);
    curves.table().forEach(spec.commandLine().getOut()::println);
    curves
        .write(destination)
        .forEach(file -> spec.commandLine().getErr().println("| wrote " + file));
    return ExitCode.DONE;
  }
}
