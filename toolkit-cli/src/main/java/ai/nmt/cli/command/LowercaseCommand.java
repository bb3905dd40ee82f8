package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.MosesFilterOptions;
import ai.nmt.text.Lowercaser;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nmt lowercase}: Moses' {@code lowercase.perl}. */
@Command(
    name = "lowercase",
    description = {
      "Makes all letters small, as Moses' lowercase.perl.",
      "Reads standard input, writes standard output."
    })
public final class LowercaseCommand implements Callable<Integer> {
  @Mixin private MosesFilterOptions filter;

  @Override
  public Integer call() throws IOException {
    filter.run(new Lowercaser());
    return ExitCode.DONE;
  }
}
