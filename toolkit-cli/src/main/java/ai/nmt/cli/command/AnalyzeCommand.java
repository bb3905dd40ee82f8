package ai.nmt.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nmt analyze}: why deep models train or do not. */
@Command(
    name = "analyze",
    description = "Shows with figures and charts why deep models train or do not.",
    subcommands = {
      AnalyzeOutputChangeCommand.class,
      AnalyzeLayerDependencyCommand.class,
      AnalyzeGradientNormsCommand.class,
      AnalyzeTrainingCurvesCommand.class
    })
public final class AnalyzeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "name an analysis: " + String.join(", ", spec.subcommands().keySet()));
  }
}
