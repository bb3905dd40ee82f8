package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.MosesFilterOptions;
import ai.nmt.text.NonPrintingRemover;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nmt remove-non-printing-char}: Moses' {@code remove-non-printing-char.perl}. */
@Command(
    name = "remove-non-printing-char",
    description = {
      "Makes spaces of control and other invisible characters, as Moses'"
          + " remove-non-printing-char.perl.",
      "Reads standard input, writes standard output."
    })
public final class RemoveNonPrintingCommand implements Callable<Integer> {
  @Mixin private MosesFilterOptions filter;

  @Override
  public Integer call() throws IOException {
    filter.run(new NonPrintingRemover());
    return ExitCode.DONE;
  }
}
