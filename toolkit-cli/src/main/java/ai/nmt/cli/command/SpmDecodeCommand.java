package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.FilterOptions;
import ai.nmt.cli.option.InputOutputOptions;
import ai.nmt.cli.option.SentencePieceOptions;
import ai.nmt.io.InputException;
import ai.nmt.sentencepiece.SentencePieceModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nmt spm-decode}: SentencePiece's {@code spm_decode}. */
@Command(
    name = "spm-decode",
    description = "Makes text of the pieces of a SentencePiece model, as spm_decode.")
public final class SpmDecodeCommand implements Callable<Integer> {
  @Mixin private SentencePieceOptions model;

  @Option(
      names = {"--input-format", "--input_format"},
      paramLabel = "FORMAT",
      description = "piece or id.")
  private SentencePieceOptions.Format format = SentencePieceOptions.Format.piece;

  @Mixin private InputOutputOptions files;

  @Mixin private FilterOptions filter;

  @Override
  public Integer call() throws IOException {
    try (SentencePieceModel pieces = model.load();
        InputStream input = files.input()) {
      files.write(
          output -> filter.run((line, number) -> decode(pieces, line, number), input, output));
    }
    return ExitCode.DONE;
  }

  private String decode(SentencePieceModel pieces, String line, long number) {
    return switch (format) {
      case piece -> pieces.join(line);
      case id -> pieces.text(ids(line, number));
    };
  }

  private static int[] ids(String line, long number) {
    try {
      return Stream.of(line.split(" ", -1))
          .filter(id -> !id.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new InputException(
          "line "
              + number
              + " is '"
              + line
              + "'; expected: ids separated by spaces (--input-format piece reads pieces)",
          e);
    }
  }
}
