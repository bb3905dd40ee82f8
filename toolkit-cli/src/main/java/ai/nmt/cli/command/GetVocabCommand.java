package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.InputOutputOptions;
import ai.nmt.subword.WordCounts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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
    try (BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(files.output(), StandardCharsets.UTF_8))) {
      for (WordCounts.Entry entry : counts.byFrequency()) {
        writer.append(entry.word()).append(' ').append(Long.toString(entry.count())).append('\n');
      }
    }
    return ExitCode.DONE;
  }
}
