package ai.nmt.cli.option;

import ai.nmt.io.InputException;
import picocli.CommandLine.Option;

/** Dimensions that fairseq has beside the decoder's own, and that equal it here. */
@InGroup(HelpGroup.MODEL)
public final class DecoderDimOptions {
  @Option(
      names = "--decoder-input-dim",
      paramLabel = "D",
      description = "Dimension of the decoder's embeddings; must be --decoder-embed-dim.")
  private Integer input;

  @Option(
      names = "--decoder-output-dim",
      paramLabel = "D",
      description = "Dimension of the decoder's output; must be --decoder-embed-dim.")
  private Integer output;

  /**
   * Checks the dimensions that were given.
   *
   * @param dim the decoder's dimension
   * @throws InputException where one differs from it
   */
  void check(int dim) {
    check("--decoder-input-dim", input, dim);
    check("--decoder-output-dim", output, dim);
  }

  private static void check(String flag, Integer given, int dim) {
    if (given != null && given != dim) {
      throw new InputException(
          "%s %d differs from --decoder-embed-dim %d: projections between them are not offered; leave it out"
              .formatted(flag, given, dim));
    }
  }
}
