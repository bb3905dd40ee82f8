package ai.nmt.residual;

/** The residual sub-layers of a Transformer, with the names of their parameters in files. */
public enum SubLayer {
  /** Self-attention of an encoder layer. */
  ENCODER_SELF_ATTENTION("self_attn_layer_norm", "attention_ratio_change"),
  /** Feed-forward of an encoder layer. */
  ENCODER_FEED_FORWARD("final_layer_norm", "fc_ratio_change"),
  /** Self-attention of a decoder layer. */
  DECODER_SELF_ATTENTION("self_attn_layer_norm", "self_ratio_change"),
  /** Attention of a decoder layer to the encoder's output. */
  DECODER_CROSS_ATTENTION("encoder_attn_layer_norm", "encoder_ratio_change"),
  /** Feed-forward of a decoder layer. */
  DECODER_FEED_FORWARD("final_layer_norm", "fc_ratio_change");

  private final String normName;
  private final String ratioName;

  SubLayer(String normName, String ratioName) {
    this.normName = normName;
    this.ratioName = ratioName;
  }

  /**
   * The name of the sub-layer's layer normalisation.
   *
   * @return name within the layer, for example {@code final_layer_norm}
   */
  public String normName() {
    return normName;
  }

  String ratioName() {
    return ratioName;
  }
}
