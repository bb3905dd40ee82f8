package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.FilterOptions;
import ai.nmt.text.PunctuationNormalizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nmt normalize-punctuation}: Moses' {@code normalize-punctuation.perl}. */
@Command(
    name = "normalize-punctuation",
    description = {
      "Writes quotation marks, dashes and spaces in one way, as Moses' normalize-punctuation.perl.",
      "Reads standard input, writes standard output."
    })
public final class NormalizePunctuationCommand implements Callable<Integer> {
  @Option(names = "-l", paramLabel = "LANG", description = "Language: an ISO code.")
  private String language = "en";

  @Option(names = "-penn", description = "Keep `` and '', as in the Penn Treebank.")
  private boolean penn;

  @Mixin private FilterOptions filter;

  @Override
  public Integer call() throws IOException {
    filter.run(new PunctuationNormalizer(language, penn));
    return ExitCode.DONE;
  }
}
