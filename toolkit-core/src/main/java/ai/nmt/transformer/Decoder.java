package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.nn.Initialization;
import ai.nmt.nn.Kernels;
import ai.nmt.nn.Layer;
import ai.nmt.nn.LayerNorm;
import ai.nmt.nn.TokenEmbedding;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.residual.ResidualScheme;
import ai.nmt.residual.Stack;
import ai.nmt.tensor.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decoder: embedded target, M layers, Pre-LN's last normalisation, output projection. */
final class Decoder extends Layer {
  private final TokenEmbedding tokens;
  private final EmbeddedInput input;
  private final List<DecoderLayer> layers = new ArrayList<>();
  private final Optional<LayerNorm> lastNorm;
  private final Optional<Parameter> ownProjection;

  Decoder(TransformerConfig config, TokenEmbedding tokens, int vocabulary) {
    StackConfig stack = config.decoder();
    ResidualScheme scheme = config.scheme(Stack.DECODER);
    this.tokens = tokens;
    this.input =
        child(
            "",
            new EmbeddedInput(
                tokens, stack, config.dropouts().residual(), "--max-target-positions"));
    for (int i = 0; i < stack.layers(); i++) {
      layers.add(child("layers." + i, new DecoderLayer(config, scheme)));
    }
    this.lastNorm =
        scheme.normalizesAtEnd()
            ? Optional.of(child("layer_norm", new LayerNorm(stack.dim())))
            : Optional.empty();
    this.ownProjection =
        config.sharing() == EmbeddingSharing.SEPARATE
            ? Optional.of(
                parameter(
                    "embed_out", new Shape(vocabulary, stack.dim()), Initialization.embedding(-1)))
            : Optional.empty();
  }

  /** Logits over the vocabulary: (B, T) of ids to (B, T, V). */
  NDArray forward(Pass pass, EncoderOutput encoded, NDArray previousOutput) {
    NDArray causalMask = Kernels.call(pass.owner(), "causal_mask", previousOutput);
    NDArray x = input.forward(pass, previousOutput);
    for (DecoderLayer layer : layers) {
      x = layer.forward(pass, x, causalMask, encoded);
    }
    return Kernels.call(pass.owner(), "project", normalized(pass, x), projection());
  }

  /** Log-probabilities of the next token: (rows) of ids to (rows, V). */
  NDArray step(Pass pass, NDArray lastTokens, DecoderCache cache) {
    NDArray x = input.step(pass, lastTokens, cache.step());
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).step(pass, x, i, cache);
    }
    return Kernels.call(pass.owner(), "log_probabilities", normalized(pass, x), projection());
  }

  /** Keys and values of the encoder's output for every layer, (B, S, 2D) each. */
  List<NDArray> keysAndValues(Pass pass, EncoderOutput encoded) {
    return layers.stream().map(layer -> layer.keysAndValues(pass, encoded)).toList();
  }

  private NDArray normalized(Pass pass, NDArray x) {
    return lastNorm.isPresent() ? lastNorm.get().forward(pass, x) : x;
  }

  private NDArray projection() {
    return ownProjection.isPresent() ? ownProjection.get().getArray() : tokens.weight();
  }

  /** The position vectors, (maxPositions + 2) · D numbers, a copy. */
  float[] positionTable() {
    return input.positionTable();
  }

  /** All residual connections, in the order of the forward pass. */
  List<ResidualConnection> residuals() {
    return layers.stream().flatMap(layer -> layer.residuals().stream()).toList();
  }
}
