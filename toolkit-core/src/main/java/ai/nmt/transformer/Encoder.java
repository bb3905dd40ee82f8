package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
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

/** The encoder: embedded source, N layers, and Pre-LN's last normalisation. */
final class Encoder extends Layer {
  private final EmbeddedInput input;
  private final List<EncoderLayer> layers = new ArrayList<>();
  private final Optional<LayerNorm> lastNorm;

  Encoder(TransformerConfig config, TokenEmbedding tokens) {
    StackConfig stack = config.encoder();
    ResidualScheme scheme = config.scheme(Stack.ENCODER);
    input =
        child(
            "",
            new EmbeddedInput(
                tokens, stack, config.dropouts().residual(), "--max-source-positions"));
    for (int i = 0; i < stack.layers(); i++) {
      layers.add(child("layers." + i, new EncoderLayer(config, scheme)));
    }
    lastNorm =
        scheme.normalizesAtEnd()
            ? Optional.of(child("layer_norm", new LayerNorm(stack.dim())))
            : Optional.empty();
  }

  /** Encodes sentences: (B, S) of ids to (B, S, D). */
  EncoderOutput forward(Pass pass, NDArray source) {
    NDArray paddingMask = Kernels.call(pass.owner(), "padding_mask", source);
    NDArray x = input.forward(pass, source);
    for (EncoderLayer layer : layers) {
      x = layer.forward(pass, x, paddingMask);
    }
    if (lastNorm.isPresent()) {
      x = lastNorm.get().forward(pass, x);
    }
    return new EncoderOutput(x, paddingMask);
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
