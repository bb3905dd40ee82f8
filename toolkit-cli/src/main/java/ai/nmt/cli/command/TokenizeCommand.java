package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.FilterOptions;
import ai.nmt.text.MosesTokenizer;
import ai.nmt.text.NonbreakingPrefixes;
import ai.nmt.text.ProtectedPatterns;
import ai.nmt.text.TokenizerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt tokenize}: Moses' {@code tokenizer.perl}. */
@Command(
    name = "tokenize",
    description = {
      "Separates words and punctuation by spaces, as Moses' tokenizer.perl.",
      "Reads standard input, writes standard output."
    })
public final class TokenizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "-l", paramLabel = "LANG", description = "Language: an ISO code.")
  private String language = "en";

  @Option(names = "-a", description = "Also separate hyphens inside words, as @-@.")
  private boolean aggressive;

  @Option(names = "-no-escape", description = "Do not write & | < > ' \" [ ] as entities.")
  private boolean noEscape;

  @Option(names = "-x", description = "Leave lines alone that are one XML tag or element.")
  private boolean skipMarkup;

  @Option(
      names = "-protected",
      paramLabel = "FILE",
      description = "Regular expressions, one per line, of what stays whole.")
  private Path protectedPatterns;

  @Option(
      names = "--nonbreaking-prefixes",
      paramLabel = "FILE",
      description =
          "More words after which a full stop stays, one per line; 'WORD #NUMERIC_ONLY#' for those"
              + " that count only before numbers.")
  private Path prefixes;

  @Option(names = "-q", description = "Do not warn about a language without a list of its own.")
  private boolean quiet;

  @Mixin private FilterOptions filter;

  @Override
  public Integer call() throws IOException {
    NonbreakingPrefixes words = NonbreakingPrefixes.of(language);
    if (prefixes != null) {
      words = words.plus(NonbreakingPrefixes.load(prefixes));
    } else if (!quiet && !NonbreakingPrefixes.languages().contains(language)) {
      spec.commandLine()
          .getErr()
          .printf(
              "warning: no abbreviations are known for -l %s (only for %s); English ones are used."
                  + " --nonbreaking-prefixes FILE adds others, -q silences this.%n",
              language, String.join(", ", NonbreakingPrefixes.languages()));
    }
    List<Pattern> patterns =
        protectedPatterns == null ? List.of() : ProtectedPatterns.load(protectedPatterns);
    filter.run(
        new MosesTokenizer(
            new TokenizerOptions(language, words, aggressive, !noEscape, skipMarkup, patterns)));
    return ExitCode.DONE;
  }
}
