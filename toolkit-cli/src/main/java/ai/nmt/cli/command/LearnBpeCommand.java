package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.BpeLearningOptions;
import ai.nmt.cli.option.InputOutputOptions;
import ai.nmt.io.Counted;
import ai.nmt.subword.BpeCodes;
import ai.nmt.subword.BpeLearner;
import ai.nmt.subword.WordCounts;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt learn-bpe}: subword-nmt's {@code learn-bpe}. */
@Command(
    name = "learn-bpe",
    description = "Learns a byte pair encoding, as subword-nmt's learn-bpe.")
public final class LearnBpeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private InputOutputOptions files;

  @Option(
      names = "--dict-input",
      description = "The input holds words with their counts, as get-vocab writes them.")
  private boolean dictionary;

  @Mixin private BpeLearningOptions learning;

  @Override
  public Integer call() throws IOException {
    BpeLearner learner = new BpeLearner(learning.options());
    WordCounts counts = new WordCounts();
    try (InputStream input = files.input()) {
      if (dictionary) {
        counts.addDictionary(input);
      } else {
        counts.addText(input, learning.workers());
      }
    }
    BpeCodes codes = learner.learn(counts);
    files.write(codes::write);
    spec.commandLine()
        .getErr()
        .printf(
            "%s from %s%n",
            Counted.of(codes.merges().size(), "merge"), Counted.of(counts.size(), "word"));
    return ExitCode.DONE;
  }
}
