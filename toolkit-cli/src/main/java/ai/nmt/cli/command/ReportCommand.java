package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.io.InputException;
import ai.nmt.report.HtmlReport;
import ai.nmt.report.RunHistory;
import ai.nmt.report.Sample;
import ai.nmt.run.training.ReportSamples;
import ai.nmt.translate.SubwordJoiner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt report}: a training as a page of HTML. */
@Command(
    name = "report",
    description = {
      "Shows a training, finished or under way, as one HTML file with curves and configuration.",
      "Reads history.jsonl, which train writes beside its checkpoints. The page needs no network."
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SAVE_DIR", description = "The training's --save-dir.")
  private Path directory;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write; its folder is made. If not given, SAVE_DIR/report.html.")
  private Path output;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Output of generate, of which the first sentences are shown.")
  private Path samples;

  @Option(
      names = "--remove-bpe",
      arity = "0..1",
      fallbackValue = SubwordJoiner.DEFAULT_MARKER,
      paramLabel = "MARKER",
      description =
          "Join the subwords of the samples, as generate does; needed only where the training knows"
              + " no text rules.")
  private String marker;

  @Override
  public Integer call() {
    Path file = directory.resolve(RunHistory.FILE_NAME);
    if (!Files.exists(file)) {
      throw new InputException(
          "%s does not exist: expected a folder that train wrote checkpoints to".formatted(file));
    }
    RunHistory history = RunHistory.read(file);
    SubwordJoiner joiner = marker == null ? new SubwordJoiner.None() : SubwordJoiner.of(marker);
    List<Sample> shown = samples == null ? List.of() : ReportSamples.read(samples, history, joiner);
    Path target = output == null ? directory.resolve("report.html") : output;
    new HtmlReport("Training in " + directory, history, shown).write(target);
    spec.commandLine().getOut().println(target);
    return ExitCode.DONE;
  }
}
