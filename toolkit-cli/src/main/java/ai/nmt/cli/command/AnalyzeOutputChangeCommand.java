package ai.nmt.cli.command;

import ai.nmt.analysis.Perturbation;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.AnalysisOptions;
import ai.nmt.run.analyses.Analysis;
import ai.nmt.run.analyses.OutputChangeReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt analyze output-change}. */
@Command(
    name = "output-change",
    description = {
      "Measures how much the output of encoders changes when every weight matrix changes a little:"
          + " |x - x*|^2, summed over the tokens of the sample, against the number of residual"
          + " sub-layers (Liu et al. 2020, figure 4).",
      "Prints the means over the seeds and how well they fit linear and logarithmic growth."
    })
public final class AnalyzeOutputChangeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private AnalysisOptions options;

  @Option(
      names = "--perturbation",
      paramLabel = "KIND",
      description = {
        "${COMPLETION-CANDIDATES}.",
        "random: -1e-4 times the sign of a normal number; gradient: -1e-6 times the sign of the"
            + " gradient of the cross-entropy."
      })
  private Perturbation perturbation = Perturbation.RANDOM;

  @Override
  public Integer call() {
    OutputChangeReport report = new Analysis(options.config()).outputChange(perturbation);
    report.lines().forEach(spec.commandLine().getOut()::println);
    report
        .write(options.destination())
        .forEach(file -> spec.commandLine().getErr().println("| wrote " + file));
    return ExitCode.DONE;
  }
}
