package ai.nmt.cli.option;

import ai.nmt.io.InputException;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.TransformerConfig;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Flags of fairseq's models that this toolkit knows by name only, so that whoever brings them along
 * is told what is wrong with them instead of that they are unknown. Those that say what is the case
 * anyway are accepted.
 */
public final class RefusedModelFlags {
  @Option(names = "--decoder-input-dim", paramLabel = "D", hidden = true)
  private Integer decoderInputDim;

  @Option(names = "--decoder-output-dim", paramLabel = "D", hidden = true)
  private Integer decoderOutputDim;

  @Option(names = "--encoder-embed-path", paramLabel = "FILE", hidden = true)
  private String encoderEmbedPath;

  @Option(names = "--decoder-embed-path", paramLabel = "FILE", hidden = true)
  private String decoderEmbedPath;

  @Option(names = "--layer-wise-attention", hidden = true)
  private boolean layerWiseAttention;

  @Option(names = "--cross-self-attention", hidden = true)
  private boolean crossSelfAttention;

  @Option(names = "--no-cross-attention", hidden = true)
  private boolean noCrossAttention;

  @Option(names = "--no-token-positional-embeddings", hidden = true)
  private boolean noPositions;

  @Option(names = "--adaptive-input", hidden = true)
  private boolean adaptiveInput;

  @Option(names = "--adaptive-softmax-cutoff", paramLabel = "EXPR", hidden = true)
  private String adaptiveSoftmaxCutoff;

  /**
   * Checks that none is there that the model cannot follow.
   *
   * @param model the model that the other flags describe
   * @throws InputException naming all problems at once
   */
  void check(TransformerConfig model) {
    List<String> problems = new ArrayList<>();
    int dim = model.decoder().dim();
    checkDim("--decoder-input-dim", decoderInputDim, dim, problems);
    checkDim("--decoder-output-dim", decoderOutputDim, dim, problems);
    checkEmbedPaths(model.sharing(), problems);
    if (layerWiseAttention) {
      problems.add(
          "--layer-wise-attention: every decoder layer attends to the encoder's last layer here");
    }
    if (crossSelfAttention) {
      problems.add(
          "--cross-self-attention: self-attention and attention to the source are separate");
    }
    if (noCrossAttention) {
      problems.add(
          "--no-cross-attention: a decoder without attention to the source is not offered");
    }
    if (noPositions) {
      problems.add(
          "--no-token-positional-embeddings: positions are sinusoidal or, with"
              + " --encoder-learned-pos and --decoder-learned-pos, learned");
    }
    checkAdaptive(model.sharing(), problems);
    if (!problems.isEmpty()) {
      throw new InputException(
          "these model options are fairseq's, but cannot be used here; leave them out:\n  "
              + String.join("\n  ", problems));
    }
  }

  private static void checkDim(String flag, Integer given, int dim, List<String> problems) {
    if (given != null && given != dim) {
      problems.add(
          "%s %d differs from --decoder-embed-dim %d: projections between them are not offered"
              .formatted(flag, given, dim));
    }
  }

  private void checkEmbedPaths(EmbeddingSharing sharing, List<String> problems) {
    if (encoderEmbedPath != null || decoderEmbedPath != null) {
      problems.add("--encoder-embed-path, --decoder-embed-path: embeddings always begin at random");
    }
    if (sharing == EmbeddingSharing.ALL
        && decoderEmbedPath != null
        && !decoderEmbedPath.equals(encoderEmbedPath)) {
      problems.add(
          "--share-all-embeddings has one matrix, but --decoder-embed-path names another than"
              + " --encoder-embed-path");
    }
  }

  private void checkAdaptive(EmbeddingSharing sharing, List<String> problems) {
    if (adaptiveInput) {
      problems.add("--adaptive-input: all words have embeddings of one dimension");
    }
    if (adaptiveSoftmaxCutoff != null) {
      problems.add(
          "--adaptive-softmax-cutoff: the output is one softmax over all words"
              + (sharing == EmbeddingSharing.SEPARATE
                  ? ""
                  : ", and shares its matrix by --share-... here"));
    }
  }
}
