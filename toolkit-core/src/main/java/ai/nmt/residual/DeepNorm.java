package ai.nmt.residual;

import ai.nmt.nn.AttentionWeights;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.FeedForwardWeights;
import ai.nmt.nn.Initialization;
import ai.nmt.nn.LinearInitialization;

/**
 * DeepNet: LN(α · x + f(x)) with a constant α, and branches that start smaller (Wang et al. 2022,
 * "DeepNet: Scaling Transformers to 1,000 Layers", figure 2): Xavier normal with gain β for
 * feed-forward, value and output projections, with gain 1 for queries and keys. Only the biases are
 * {@code --initialization}'s.
 *
 * @param alpha α, the factor on the shortcut
 * @param beta β, the gain
 */
public record DeepNorm(double alpha, double beta) implements ResidualScheme {
  /**
   * DeepNet's encoder in an encoder-decoder: α = 0.81 (N⁴M)^(1/16), β = 0.87 (N⁴M)^(-1/16).
   *
   * @param encoderLayers N
   * @param decoderLayers M
   * @return the scheme
   */
  public static DeepNorm encoder(int encoderLayers, int decoderLayers) {
    double depth = Math.pow(Math.pow(encoderLayers, 4) * decoderLayers, 1.0 / 16);
    return new DeepNorm(0.81 * depth, 0.87 / depth);
  }

  /**
   * DeepNet's decoder in an encoder-decoder: α = (3M)^(1/4), β = (12M)^(-1/4).
   *
   * @param decoderLayers M
   * @return the scheme
   */
  public static DeepNorm decoder(int decoderLayers) {
    return new DeepNorm(Math.pow(3.0 * decoderLayers, 0.25), Math.pow(12.0 * decoderLayers, -0.25));
  }

  @Override
  public ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout) {
    return new ConstantFactor(subLayer, dim, dropout, alpha);
  }

  @Override
  public boolean normalizesAtEnd() {
    return false;
  }

  @Override
  public boolean foldsIntoPostNorm() {
    return true;
  }

  @Override
  public AttentionWeights attentionWeights(LinearInitialization initialization) {
    return initialization
        .attention()
        .withSeparateMatrices(Initialization.xavierNormal(1), Initialization.xavierNormal(beta));
  }

  @Override
  public FeedForwardWeights feedForwardWeights(LinearInitialization initialization) {
    Initialization small = Initialization.xavierNormal(beta);
    return initialization.feedForward().withMatrices(small, small);
  }
}
