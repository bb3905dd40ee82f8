package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.BpeLearningOptions;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.io.NamedInput;
import ai.nmt.subword.BpeSegmenterOptions;
import ai.nmt.subword.JointBpe;
import ai.nmt.subword.WordCounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nmt learn-joint-bpe-and-vocab}: subword-nmt's command of this name. */
@Command(
    name = "learn-joint-bpe-and-vocab",
    description = {
      "Learns one byte pair encoding for several texts and writes the units of each, as"
          + " subword-nmt's learn-joint-bpe-and-vocab.",
      "The vocabularies are for 'apply-bpe --vocabulary'."
    })
public final class LearnJointBpeAndVocabCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-i", "--input"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Texts to learn from.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "File for the codes.")
  private Path output;

  @Option(
      names = "--write-vocabulary",
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files for the units of the texts with their counts, one for each text.")
  private List<Path> vocabularies;

  @Option(
      names = "--separator",
      paramLabel = "TEXT",
      description = "Mark of units that do not end a word.")
  private String separator = BpeSegmenterOptions.defaults().separator();

  @Mixin private BpeLearningOptions learning;

  @Override
  public Integer call() throws IOException {
    if (inputs.size() != vocabularies.size()) {
      throw new InputException(
          "--input names "
              + Counted.of(inputs.size(), "file")
              + " and --write-vocabulary "
              + vocabularies.size()
              + "; expected: one vocabulary for each text");
    }
    List<WordCounts> texts = new ArrayList<>();
    for (Path input : inputs) {
      WordCounts counts = new WordCounts();
      try (InputStream text = ByteOrderMark.dropped(NamedInput.open(input), input.toString())) {
        counts.addText(text, learning.workers());
      }
      texts.add(counts);
    }
    JointBpe joint = JointBpe.learn(texts, learning.options(), separator);
    AtomicFile.write(output, joint.codes()::write);
    for (int i = 0; i < vocabularies.size(); i++) {
      AtomicFile.write(vocabularies.get(i), joint.vocabularies().get(i)::write);
    }
    report(joint);
    return ExitCode.DONE;
  }

  private void report(JointBpe joint) {
    spec.commandLine().getErr().printf("%s%n", Counted.of(joint.codes().merges().size(), "merge"));
    for (int i = 0; i < vocabularies.size(); i++) {
      spec.commandLine()
          .getErr()
          .printf(
              "%s in %s%n",
              Counted.of(joint.vocabularies().get(i).size(), "unit"), vocabularies.get(i));
    }
  }
}
