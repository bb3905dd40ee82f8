package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.MosesFilterOptions;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.regex.Regex;
import ai.nmt.text.MosesTokenizer;
import ai.nmt.text.NonbreakingPrefixes;
import ai.nmt.text.PennTokenizer;
import ai.nmt.text.ProtectedPatterns;
import ai.nmt.text.TextStage;
import ai.nmt.text.TokenizerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final double MILLISECONDS_PER_SECOND = 1e3;

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
      names = "-penn",
      description =
          "Tokens as in the Penn Treebank, for English; -a, -no-escape and -protected then change"
              + " nothing.")
  private boolean penn;

  @Option(
      names = "-protected",
      paramLabel = "FILE",
      description = "Regular expressions, one per line, of what stays whole.")
  private Path protectedPatterns;

  @Option(
      names = {"-nonbreaking-prefixes", "--nonbreaking-prefixes"},
      paramLabel = "FILE",
      description =
          "More words after which a full stop stays, one per line; 'WORD #NUMERIC_ONLY#' for those"
              + " that count only before numbers.")
  private Path prefixes;

  @Option(
      names = {"-nonbreaking-prefixes-dir", "--nonbreaking-prefixes-dir"},
      paramLabel = "FOLDER",
      description =
          "Take FOLDER/nonbreaking_prefix.LANG, as Moses names its lists, in place of the list"
              + " built in.")
  private Path prefixFolder;

  @Option(
      names = "-lines",
      paramLabel = "N",
      description =
          "As in Moses, lines per thread at a time; here blocks are cut by size, and N changes"
              + " nothing.")
  private int lines = 2000;

  @Option(names = "-time", description = "Report the time on standard error.")
  private boolean timing;

  @Option(names = "-q", description = "Do not warn.")
  private boolean quiet;

  @Mixin private MosesFilterOptions filter;

  @Override
  public Integer call() throws IOException {
    if (lines < 1) {
      throw new InputException("-lines is " + lines + "; give 1 or more");
    }
    NonbreakingPrefixes words = words();
    List<Regex> patterns =
        protectedPatterns == null ? List.of() : ProtectedPatterns.load(protectedPatterns);
    if (penn && (aggressive || noEscape || protectedPatterns != null)) {
      warn("-penn has rules of its own; -a, -no-escape and -protected change nothing with it.");
    }
    TextStage tokenizer =
        penn
            ? new PennTokenizer(words, skipMarkup)
            : new MosesTokenizer(
                new TokenizerOptions(language, words, aggressive, !noEscape, skipMarkup, patterns));
    long start = System.nanoTime();
    long count = filter.run(tokenizer);
    if (timing) {
      double seconds = (System.nanoTime() - start) / NANOSECONDS_PER_SECOND;
      spec.commandLine()
          .getErr()
          .printf(
              "%s in %.3f seconds: %.4f milliseconds per line%n",
              Counted.of(count, "line"),
              seconds,
              seconds * MILLISECONDS_PER_SECOND / Math.max(1, count));
    }
    return ExitCode.DONE;
  }

  private NonbreakingPrefixes words() {
    NonbreakingPrefixes words =
        prefixFolder == null
            ? NonbreakingPrefixes.of(language)
            : NonbreakingPrefixes.loadFromFolder(prefixFolder, language);
    if (prefixes != null) {
      return words.plus(NonbreakingPrefixes.load(prefixes));
    }
    if (prefixFolder == null && !NonbreakingPrefixes.languages().contains(language)) {
      warn(
          "no abbreviations are known for -l "
              + language
              + " (only for "
              + String.join(", ", NonbreakingPrefixes.languages())
              + "); English ones are used. -nonbreaking-prefixes FILE adds others, -q silences"
              + " this.");
    }
    return words;
  }

  private void warn(String message) {
    if (!quiet) {
      spec.commandLine().getErr().println("warning: " + message);
    }
  }
}
