package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.FilterOptions;
import ai.nmt.cli.option.InputOutputOptions;
import ai.nmt.cli.option.SentencePieceOptions;
import ai.nmt.sentencepiece.SentencePieceModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nmt spm-encode}: SentencePiece's {@code spm_encode}. */
@Command(
    name = "spm-encode",
    description = "Cuts text into the pieces of a SentencePiece model, as spm_encode.")
public final class SpmEncodeCommand implements Callable<Integer> {
  @Mixin private SentencePieceOptions model;

  @Option(
      names = {"--output-format", "--output_format"},
      paramLabel = "FORMAT",
      description = "piece or id.")
  private SentencePieceOptions.Format format = SentencePieceOptions.Format.piece;

  @Mixin private InputOutputOptions files;

  @Mixin private FilterOptions filter;

  @Override
  public Integer call() throws IOException {
    try (SentencePieceModel pieces = model.load();
        InputStream input = files.input()) {
      files.write(output -> filter.run((line, number) -> encode(pieces, line), input, output));
    }
    return ExitCode.DONE;
  }

  private String encode(SentencePieceModel pieces, String line) {
    return switch (format) {
      case piece -> pieces.apply(line);
      case id ->
          Arrays.stream(pieces.ids(line))
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(" "));
    };
  }
}
