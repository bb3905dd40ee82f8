package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.MosesFilterOptions;
import ai.nmt.text.PunctuationNormalizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(
      arity = "0..1",
      paramLabel = "LANG",
      description = "Language, as in older scripts; the same as -l LANG.")
  private String positionalLanguage;

  @Option(names = "-penn", description = "Keep `` and '', as in the Penn Treebank.")
  private boolean penn;

  @Mixin private MosesFilterOptions filter;

  @Override
  public Integer call() throws IOException {
    filter.run(
        new PunctuationNormalizer(
            positionalLanguage == null ? language : positionalLanguage, penn));
    return ExitCode.DONE;
  }
}
