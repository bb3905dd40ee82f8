package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.AnalysisOptions;
import ai.nmt.run.analyses.Analysis;
import ai.nmt.run.analyses.GradientNormsReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code nmt analyze gradient-norms}. */
@Command(
    name = "gradient-norms",
    description = {
      "Measures the norm of the gradient at the output of each sub-layer of encoders and decoders"
          + " (Liu et al. 2020, figure 3), of the cross-entropy per target word.",
      "Draws a chart per depth; decoders have as many layers as encoders."
    })
public final class AnalyzeGradientNormsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AnalysisOptions options;

  @Override
  public Integer call() {
    GradientNormsReport report = new Analysis(options.config()).gradientNorms();
    report.lines().forEach(spec.commandLine().getOut()::println);
    report
        .write(options.destination())
        .forEach(file -> spec.commandLine().getErr().println("| wrote " + file));
    return ExitCode.DONE;
  }
}
