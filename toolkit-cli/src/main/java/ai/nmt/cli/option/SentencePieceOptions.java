package ai.nmt.cli.option;

import ai.nmt.sentencepiece.SentencePieceModel;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The SentencePiece model. */
public final class SentencePieceOptions {
  /** How pieces are written. */
  public enum Format {
    /** As text, separated by spaces. */
    piece,
    /** As numbers, separated by spaces. */
    id
  }

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "A .model file, as spm_train writes it.")
  private Path file;

  /** Loads the model. */
  public SentencePieceModel load() {
    return SentencePieceModel.load(file);
  }
}
