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

/** A layer of the encoder: self-attention, then feed-forward, each in a residual connection. */
final class EncoderLayer extends Layer {
  private final MultiHeadAttention selfAttention;
  private final FeedForward feedForward;
  private final List<ResidualConnection> residuals;

  EncoderLayer(TransformerConfig config, ResidualScheme scheme) {
    StackConfig stack = config.encoder();
    Dropouts p = config.dropouts();
    int dim = stack.dim();
    selfAttention =
        child(
            "self_attn",
            new MultiHeadAttention(
                dim,
                dim,
                stack.heads(),
                new Dropout(p.attention()),
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
    residuals = scheme.connections(Stack.ENCODER.subLayers(), dim, new Dropout(p.residual()));
    residuals.forEach(residual -> child("", residual));
  }

  /** One layer: (B, S, D) to (B, S, D). */
  NDArray forward(Pass pass, NDArray input, NDArray paddingMask) {
    NDArray x =
        residuals
            .get(0)
            .forward(pass, input, y -> selfAttention.selfAttention(pass, y, paddingMask));
    return residuals.get(1).forward(pass, x, y -> feedForward.forward(pass, y));
  }

  /** The layer's residual connections, in the order of the forward pass. */
  List<ResidualConnection> residuals() {
    return residuals;
  }
}
