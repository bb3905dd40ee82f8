package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.FeedForward;
import ai.nmt.nn.Layer;
import ai.nmt.nn.MultiHeadAttention;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.residual.ResidualScheme;
import ai.nmt.residual.Stack;
import ai.nmt.tensor.Pass;
import java.util.List;

/**
 * A layer of the decoder: causal self-attention, attention to the encoder's output, feed-forward,
 * each in a residual connection.
 */
final class DecoderLayer extends Layer {
  private final MultiHeadAttention selfAttention;
  private final MultiHeadAttention crossAttention;
  private final FeedForward feedForward;
  private final List<ResidualConnection> residuals;

  DecoderLayer(TransformerConfig config, ResidualScheme scheme) {
    StackConfig stack = config.decoder();
    Dropouts p = config.dropouts();
    int dim = stack.dim();
    int memoryDim = config.encoder().dim();
    Dropout weights = new Dropout(p.attention());
    selfAttention =
        child(
            "self_attn",
            new MultiHeadAttention(
                dim,
                dim,
                stack.heads(),
                weights,
                scheme.attentionWeights(config.initialization())));
    crossAttention =
        child(
            "encoder_attn",
            new MultiHeadAttention(
                dim,
                memoryDim,
                stack.heads(),
                weights,
                scheme.attentionWeights(config.initialization())));
    feedForward =
        child(
            "",
            new FeedForward(
                dim,
                stack.feedForwardDim(),
                config.activation(),
                new Dropout(p.activation()),
                scheme.feedForwardWeights(config.initialization())));
    residuals = scheme.connections(Stack.DECODER.subLayers(), dim, new Dropout(p.residual()));
    residuals.forEach(residual -> child("", residual));
  }

  /** One layer over whole sentences: (B, T, D) to (B, T, D). */
  NDArray forward(Pass pass, NDArray input, NDArray causalMask, EncoderOutput encoded) {
    NDArray x =
        residuals
            .get(0)
            .forward(pass, input, y -> selfAttention.selfAttention(pass, y, causalMask));
    x =
        residuals
            .get(1)
            .forward(
                pass,
                x,
                y ->
                    crossAttention.crossAttention(
                        pass, y, encoded.states(), encoded.paddingMask()));
    return residuals.get(2).forward(pass, x, y -> feedForward.forward(pass, y));
  }

  /** One layer over the next position of each row: (rows, 1, D) to (rows, 1, D). */
  NDArray step(Pass pass, NDArray input, int layer, DecoderCache cache) {
    NDArray x =
        residuals
            .get(0)
            .forward(
                pass,
                input,
                y ->
                    selfAttention.selfAttentionStep(
                        pass, y, cache.positions(), layer, cache.step()));
    x =
        residuals
            .get(1)
            .forward(
                pass,
                x,
                y ->
                    crossAttention.crossAttentionStep(
                        pass, y, cache.memory(layer), cache.paddingMask()));
    return residuals.get(2).forward(pass, x, y -> feedForward.forward(pass, y));
  }

  /** Keys and values of the encoder's output for this layer: (B, S, 2D). */
  NDArray keysAndValues(Pass pass, EncoderOutput encoded) {
    return crossAttention.keysAndValues(pass, encoded.states());
  }

  /** The layer's residual connections, in the order of the forward pass. */
  List<ResidualConnection> residuals() {
    return residuals;
  }
}
