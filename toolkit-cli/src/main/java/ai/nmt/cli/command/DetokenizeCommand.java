package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.FilterOptions;
import ai.nmt.text.MosesDetokenizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nmt detokenize}: Moses' {@code detokenizer.perl}. */
@Command(
    name = "detokenize",
    description = {
      "Makes plain text of tokens, as Moses' detokenizer.perl.",
      "Reads standard input, writes standard output."
    })
public final class DetokenizeCommand implements Callable<Integer> {
  @Option(names = "-l", paramLabel = "LANG", description = "Language: an ISO code.")
  private String language = "en";

  @Mixin private FilterOptions filter;

  @Override
  public Integer call() throws IOException {
    filter.run(new MosesDetokenizer(language));
    return ExitCode.DONE;
  }
}
