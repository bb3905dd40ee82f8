package ai.nmt.run.benchmark;

import ai.nmt.batch.Batch;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;

/**
 * The floating point operations in a Transformer's matrix products.
 *
 * <p>Counted are multiplications and additions (2·n·m·k for a product of n×k and k×m), for the real
 * tokens alone, without padding. Softmax, normalisation, activations, dropout, the loss and the
 * optimiser are not counted, so that the share of the machine's peak is that of useful matrix
 * products. For a sentence of s source and t target tokens, with model dimension D, inner dimension
 * F and V target words:
 *
 * <ul>
 *   <li>an encoder layer: s·(8D² + 4DF) + 4s²D;
 *   <li>a decoder layer: t·(12D² + 4DF) + s·4D² + 4t²D + 4tsD;
 *   <li>the output layer: 2tDV.
 * </ul>
 *
 * <p>The backward pass is twice the forward pass: one product for the gradient of the input and one
 * for that of the weights.
 */
public final class MatmulFlops {
  private final TransformerConfig config;
  private final int targetVocabulary;

  /**
   * Makes the count for a model.
   *
   * @param config the model
   * @param targetVocabulary V, the number of target words
   */
  public MatmulFlops(TransformerConfig config, int targetVocabulary) {
    this.config = config;
    this.targetVocabulary = targetVocabulary;
  }

  /**
   * Counts the forward and the backward pass of a batch.
   *
   * @param batch a batch with targets
   * @return floating point operations
   */
  public double training(Batch batch) {
    double forward = 0;
    for (int row = 0; row < batch.size(); row++) {
      int target = 0;
      for (int column = 0; column < batch.targetLength(); column++) {
        if (batch.target()[row * batch.targetLength() + column] != Dictionary.PAD) {
          target++;
        }
      }
      forward += forward(batch.sourceLengths()[row], target);
    }
    return 3 * forward;
  }

  /**
   * Counts the forward pass of a sentence pair.
   *
   * @param source s, number of source tokens
   * @param target t, number of target tokens
   * @return floating point operations
   */
  public double forward(int source, int target) {
    double s = source;
    double t = target;
    StackConfig encoder = config.encoder();
    double e = encoder.dim();
    double encoderLayer = s * (8 * e * e + 4 * e * encoder.feedForwardDim()) + 4 * s * s * e;
    StackConfig decoder = config.decoder();
    double d = decoder.dim();
    double decoderLayer =
        t * (12 * d * d + 4 * d * decoder.feedForwardDim())
            + s * 4 * e * d
            + 4 * t * t * d
            + 4 * t * s * d;
    return encoder.layers() * encoderLayer
        + decoder.layers() * decoderLayer
        + 2 * t * d * targetVocabulary;
  }
}
