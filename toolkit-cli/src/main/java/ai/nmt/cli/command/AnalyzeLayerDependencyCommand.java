package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.AnalysisOptions;
import ai.nmt.run.analyses.Analysis;
import ai.nmt.run.analyses.LayerDependencyReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nmt analyze layer-dependency}. */
@Command(
    name = "layer-dependency",
    description = {
      "Measures what the sub-layers of encoders depend on: the share of the embeddings and of each"
          + " earlier branch in what a sub-layer hands on (Liu et al. 2020, figures 6 and 7).",
      "Draws a heat map per scheme and depth; with --path that of a trained model."
    })
public final class AnalyzeLayerDependencyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AnalysisOptions options;

  @Override
  public Integer call() {
    LayerDependencyReport report = new Analysis(options.config()).layerDependency();
    report.lines().forEach(spec.commandLine().getOut()::println);
    report
        .write(options.destination())
        .forEach(file -> spec.commandLine().getErr().println("| wrote " + file));
    return ExitCode.DONE;
  }
}
