package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.text.SampleCorpus;
import ai.nmt.text.SampleCorpusOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt sample-corpus}: makes a small English-German corpus without any download. */
@Command(
    name = "sample-corpus",
    description = {
      "Makes a small English-German corpus of sentences with numbers and dates in words.",
      "Writes train, valid and test as .en and .de. No number from 100 upwards and no date is in"
          + " two of the three."
    })
public final class SampleCorpusCommand implements Callable<Integer> {
  private static final SampleCorpusOptions DEFAULTS = SampleCorpusOptions.defaults();

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OUT_DIR",
      description = "Folder for the files; made if it does not exist.")
  private Path folder;

  @Option(names = "--seed", paramLabel = "N", description = "Equal seeds make equal corpora.")
  private long seed = DEFAULTS.seed();

  @Option(names = "--train", paramLabel = "N", description = "Training pairs.")
  private int train = DEFAULTS.train();

  @Option(names = "--valid", paramLabel = "N", description = "Validation pairs.")
  private int valid = DEFAULTS.valid();

  @Option(names = "--test", paramLabel = "N", description = "Test pairs.")
  private int test = DEFAULTS.test();

  @Option(names = "--largest", paramLabel = "N", description = "Largest number.")
  private int largest = DEFAULTS.largest();

  @Option(
      names = "--whole-words",
      description =
          "Write compounds as one word, for learn-bpe; otherwise in pieces, as 'drei@@ hundert'.")
  private boolean wholeWords;

  @Override
  public Integer call() throws IOException {
    new SampleCorpus(new SampleCorpusOptions(seed, train, valid, test, largest, !wholeWords))
        .write(folder);
    spec.commandLine()
        .getErr()
        .printf(
            "Wrote %,d training, %,d validation and %,d test pairs to %s%n",
            train, valid, test, folder);
    return ExitCode.DONE;
  }
}
