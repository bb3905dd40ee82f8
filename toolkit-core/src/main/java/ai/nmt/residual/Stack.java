package ai.nmt.residual;

import java.util.List;

/** One of a Transformer's two stacks of layers, with the residual sub-layers of a layer. */
public enum Stack {
  /** Self-attention and feed-forward per layer. */
  ENCODER,
  /** Self-attention, attention to the encoder's output and feed-forward per layer. */
  DECODER;

  /**
   * The residual sub-layers of a layer.
   *
   * @return in the order of the forward pass
   */
  public List<SubLayer> subLayers() {
    return switch (this) {
      case ENCODER -> List.of(SubLayer.ENCODER_SELF_ATTENTION, SubLayer.ENCODER_FEED_FORWARD);
      case DECODER ->
          List.of(
              SubLayer.DECODER_SELF_ATTENTION,
              SubLayer.DECODER_CROSS_ATTENTION,
              SubLayer.DECODER_FEED_FORWARD);
    };
  }
}
