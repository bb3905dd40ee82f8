package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.InputOutputOptions;
import ai.nmt.subword.WordCounts;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nmt get-vocab}: subword-nmt's {@code get-vocab}. */
@Command(
    name = "get-vocab",
    description = "Writes each word with its count, the most frequent first.")
public final class GetVocabCommand implements Callable<Integer> {
  @Mixin private InputOutputOptions files;

  @Override
  public Integer call() throws IOException {
    WordCounts counts = new WordCounts();
    try (InputStream input = files.input()) {
      counts.addText(input);
    }
    files.write(counts::write);
    return ExitCode.DONE;
  }
}
