package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.MosesFilterOptions;
import ai.nmt.text.MosesDetokenizer;
import ai.nmt.text.PennDetokenizer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nmt detokenize}: Moses' {@code detokenizer.perl}. */
@Command(
    name = "detokenize",
    description = {
      "Makes plain text of tokens, as Moses' detokenizer.perl.",
      "Reads standard input, writes standard output. Languages with rules of their own: cs, en, fi,"
          + " fr, ga, it, ko; the common rules serve every other one."
    })
public final class DetokenizeCommand implements Callable<Integer> {
  private static final String ENGLISH = "en";

  @Spec private CommandSpec spec;

  @Option(names = "-l", paramLabel = "LANG", description = "Language: an ISO code.")
  private String language = ENGLISH;

  @Option(names = "-u", description = "Begin each line with a capital letter.")
  private boolean uppercase;

  @Option(
      names = "-penn",
      description = "Undo 'tokenize -penn': the tokens of the Penn Treebank; only with -l en.")
  private boolean penn;

  @Option(
      names = "-q",
      description = "As in Moses, be quiet: nothing but errors is reported anyway.")
  @SuppressWarnings("UnusedVariable") // taken for the sake of scripts that give it
  private boolean quiet;

  @Mixin private MosesFilterOptions filter;

  @Override
  public Integer call() throws IOException {
    if (penn && !language.equals(ENGLISH)) {
      throw new ParameterException(
          spec.commandLine(), "-penn is about English; leave out -l " + language + " or -penn.");
    }
    filter.run(penn ? new PennDetokenizer(uppercase) : new MosesDetokenizer(language, uppercase));
    return ExitCode.DONE;
  }
}
