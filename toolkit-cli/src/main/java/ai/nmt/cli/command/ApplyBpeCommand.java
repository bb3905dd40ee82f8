package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.FilterOptions;
import ai.nmt.cli.option.InputOutputOptions;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeDropout;
import ai.nmt.subword.BpeSegmenter;
import ai.nmt.subword.BpeSegmenterOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nmt apply-bpe}: subword-nmt's {@code apply-bpe}. */
@Command(
    name = "apply-bpe",
    description = "Cuts words into the units of a byte pair encoding, as subword-nmt's apply-bpe.")
public final class ApplyBpeCommand implements Callable<Integer> {
  private static final BpeSegmenterOptions DEFAULTS = BpeSegmenterOptions.defaults();
  private static final BpeDropout NO_DROPOUT = BpeDropout.defaults();

  @Mixin private InputOutputOptions files;

  @Option(
      names = {"-c", "--codes"},
      required = true,
      paramLabel = "FILE",
      description = "Codes as learn-bpe writes them.")
  private Path codes;

  @Option(
      names = {"-m", "--merges"},
      paramLabel = "N",
      description = "Use only the first N merges; -1: all.")
  private int merges = -1;

  @Option(
      names = {"-s", "--separator"},
      paramLabel = "TEXT",
      description = "Mark of units that do not end a word.")
  private String separator = DEFAULTS.separator();

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "Units that may be used, as get-vocab writes them; others are split again.")
  private Path vocabulary;

  @Option(
      names = "--vocabulary-threshold",
      paramLabel = "N",
      description = "Use only units of the vocabulary that occur at least N times.")
  private long threshold;

  @Option(
      names = "--glossaries",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      arity = "1..*",
      paramLabel = "REGEX",
      description = "Words, as regular expressions, that are never split.")
  private List<String> glossaries = List.of();

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description =
          "Leave out each merge with probability P (BPE-dropout, Provilkov et al. 2020); for"
              + " training data only.")
  private double dropout = NO_DROPOUT.rate();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of --dropout; each line has a random stream of its own.")
  private long seed = NO_DROPOUT.seed();

  @Mixin private FilterOptions filter;

  @Override
  public Integer call() throws IOException {
    BpeDropout dropping = new BpeDropout(dropout, seed);
    BpeCodes all = BpeCodes.load(codes);
    Set<String> units =
        vocabulary == null ? Set.of() : BpeSegmenterOptions.readVocabulary(vocabulary, threshold);
    BpeSegmenter segmenter =
        new BpeSegmenter(
            merges < 0 ? all : all.first(merges),
            new BpeSegmenterOptions(
                separator, units, BpeSegmenterOptions.compileGlossaries(glossaries)));
    try (InputStream input = files.input()) {
      if (dropping.rate() == 0) {
        files.write(output -> filter.run(segmenter.blocks(), input, output));
      } else {
        files.write(
            output ->
                filter.run(
                    (line, number) -> segmenter.apply(line, dropping, number), input, output));
      }
    }
    return ExitCode.DONE;
  }
}
