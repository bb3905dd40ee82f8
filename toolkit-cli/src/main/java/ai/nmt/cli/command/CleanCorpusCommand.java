package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.io.Counted;
import ai.nmt.text.CleaningLimits;
import ai.nmt.text.CorpusCleaner;
import ai.nmt.text.CorpusCleaner.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt clean-corpus}: Moses' {@code clean-corpus-n.perl}. */
@Command(
    name = "clean-corpus",
    description = {
      "Drops pairs that are empty, too long, too short or too different in length, as Moses'"
          + " clean-corpus-n.perl.",
      "Reads CORPUS.L1 and CORPUS.L2 (or these with .gz), writes CLEAN.L1 and CLEAN.L2. Deletes | ,"
          + " unless the first pair has one: then words are rows of factors between bars."
    })
public final class CleanCorpusCommand implements Callable<Integer> {
  private static final CleaningLimits DEFAULTS = CleaningLimits.of(1, 1);

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "CORPUS", description = "Prefix of the files to read.")
  private String corpus;

  @Parameters(index = "1", paramLabel = "L1", description = "First language.")
  private String first;

  @Parameters(index = "2", paramLabel = "L2", description = "Second language.")
  private String second;

  @Parameters(index = "3", paramLabel = "CLEAN", description = "Prefix of the files to write.")
  private String clean;

  @Parameters(index = "4", paramLabel = "MIN", description = "Least number of words.")
  private int minimum;

  @Parameters(index = "5", paramLabel = "MAX", description = "Greatest number of words.")
  private int maximum;

  @Parameters(
      index = "6",
      arity = "0..1",
      paramLabel = "RETAINED",
      description = "File for the numbers of the lines kept.")
  private Path retained;

  @Option(
      names = {"-ratio", "--ratio"},
      paramLabel = "R",
      description = "Greatest quotient of the numbers of words.")
  private double ratio = DEFAULTS.ratio();

  @Option(
      names = {"-max-word-length", "--max-word-length", "-mwl", "--mwl"},
      paramLabel = "N",
      description = "Greatest number of characters of a word.")
  private int maximumWordLength = DEFAULTS.maximumWordLength();

  @Option(
      names = {"-ignore-ratio", "--ignore-ratio"},
      description = "Keep pairs however different in length; -ratio then changes nothing.")
  private boolean ignoreRatio;

  @Option(
      names = {"-ignore-xml", "--ignore-xml"},
      description = "Do not count XML tags as words.")
  private boolean ignoreMarkup;

  @Option(
      names = {"-lc", "--lc", "-lowercase", "--lowercase"},
      description = "Write in lower case.")
  private boolean lowercase;

  @Override
  public Integer call() throws IOException {
    CorpusCleaner cleaner =
        new CorpusCleaner(
            new CleaningLimits(
                minimum,
                maximum,
                ignoreRatio ? Double.POSITIVE_INFINITY : ratio,
                maximumWordLength,
                ignoreMarkup,
                lowercase));
    Map<Verdict, Long> counts =
        cleaner.clean(sides(corpus), sides(clean), Optional.ofNullable(retained));
    long pairs = counts.values().stream().mapToLong(Long::longValue).sum();
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%s read, %,d kept%n", Counted.of(pairs, "pair"), counts.get(Verdict.KEPT));
    err.printf(
        "dropped: %,d empty, %,d too long, %,d too short, %,d by ratio, %,d with long words%n",
        counts.get(Verdict.EMPTY),
        counts.get(Verdict.TOO_LONG),
        counts.get(Verdict.TOO_SHORT),
        counts.get(Verdict.RATIO),
        counts.get(Verdict.LONG_WORD));
    return ExitCode.DONE;
  }

  private CorpusCleaner.Sides sides(String prefix) {
    return new CorpusCleaner.Sides(Path.of(prefix + "." + first), Path.of(prefix + "." + second));
  }
}
