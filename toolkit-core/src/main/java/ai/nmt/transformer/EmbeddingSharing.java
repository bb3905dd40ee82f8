package ai.nmt.transformer;

/** Which of the three embedding matrices are one. */
public enum EmbeddingSharing {
  /** Encoder input, decoder input and output projection are three matrices. */
  SEPARATE,
  /** Decoder input and output are one ({@code --share-decoder-input-output-embed}). */
  DECODER,
  /** All three are one ({@code --share-all-embeddings}); needs a joined dictionary. */
  ALL
}
