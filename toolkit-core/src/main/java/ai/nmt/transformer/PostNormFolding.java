package ai.nmt.transformer;

import ai.djl.ndarray.NDManager;
import ai.nmt.io.InputException;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.residual.Stack;
import ai.nmt.residual.SubLayer;
import ai.nmt.tensor.NamedParameter;
import java.util.List;

/**
 * Rewrites a model whose sub-layers are LN(ω ⊙ x + f(x)) (Admin, DeepNet) as a plain Post-LN one
 * with the same outputs, which decoders that know nothing of ω can run.
 *
 * <p>x is the result of the layer normalisation before: scaling its γ and β by ω makes it ω ⊙ x,
 * and the branch gets its old input back when the columns of its first matrices are divided by ω
 * (in attention to the encoder's output only those of the queries).
 *
 * <p>Before a stack's first sub-layer there is no normalisation. Where its ω is one number, LN(ω x
 * + f(x)) = LN(x + f(x) / ω), so that the branch's last matrix is divided by it; the two differ by
 * LN's ε, which shows only where x is nearly zero, that is at padding. Where it is not one number,
 * the embeddings and the position vectors are scaled: positions become learned ones, and embeddings
 * that were shared with another use become separate.
 */
public final class PostNormFolding {
  private final Transformer model;
  private final FoldedWeights weights;

  private PostNormFolding(Transformer model) {
    this.model = model;
    this.weights = new FoldedWeights(model);
  }

  /**
   * Folds a model.
   *
   * @param manager manager that owns the new model's parameters
   * @param model a model with values; it is left as it is
   * @return the Post-LN model
   * @throws InputException if the model's scheme has no factor on the shortcut, or a factor is zero
   *     or not finite
   */
  public static Transformer fold(NDManager manager, Transformer model) {
    for (Stack stack : Stack.values()) {
      if (!model.config().scheme(stack).foldsIntoPostNorm()) {
        throw new InputException(
            "a model of --init-type %s cannot be folded: only admin, adaptive, admin-torch and deepnet have a factor on the shortcut that a Post-LN model can take over"
                .formatted(model.config().initType().flag()));
      }
    }
    return new PostNormFolding(model).folded(manager);
  }

  private Transformer folded(NDManager manager) {
    TransformerConfig config = model.config();
    boolean encoderScaled = foldStack(Stack.ENCODER, "encoder.");
    boolean decoderScaled = foldStack(Stack.DECODER, "decoder.");
    Transformer plain =
        new Transformer(
            new TransformerConfig(
                    learned(config.encoder(), encoderScaled),
                    learned(config.decoder(), decoderScaled),
                    config.dropouts(),
                    sharing(config.sharing(), encoderScaled, decoderScaled),
                    config.activation(),
                    InitType.DEFAULT)
                .withInitialization(config.initialization()),
            weights.sourceVocabulary(),
            weights.targetVocabulary());
    plain.initialize(manager, 0);
    try (NDManager scope = manager.newSubManager()) {
      for (NamedParameter parameter : plain.parameters()) {
        parameter.assign(scope.create(weights.of(parameter.name()), parameter.shape()));
      }
    }
    return plain;
  }

  private static StackConfig learned(StackConfig stack, boolean scaled) {
    return stack.withPositions(stack.learnedPositions() || scaled, stack.maxPositions());
  }

  /** A scaled matrix serves one purpose only. */
  private static EmbeddingSharing sharing(
      EmbeddingSharing before, boolean encoderScaled, boolean decoderScaled) {
    if (decoderScaled) {
      return EmbeddingSharing.SEPARATE;
    }
    return encoderScaled && before == EmbeddingSharing.ALL ? EmbeddingSharing.DECODER : before;
  }

  /** Folds the ω of a stack; returns whether its embeddings were scaled. */
  private boolean foldStack(Stack stack, String prefix) {
    List<ResidualConnection> residuals = model.residuals(stack);
    List<SubLayer> subLayers = stack.subLayers();
    String normBefore = null;
    boolean scaled = false;
    for (int i = 0; i < residuals.size(); i++) {
      SubLayer subLayer = subLayers.get(i % subLayers.size());
      String layer = prefix + "layers." + i / subLayers.size() + ".";
      float[] omega = checked(residuals.get(i).shortcutFactor(), layer, subLayer);
      if (normBefore != null) {
        weights.scaleColumns(normBefore + ".weight", omega);
        weights.scaleColumns(normBefore + ".bias", omega);
        divideInput(layer, subLayer, omega);
      } else if (isOneNumber(omega)) {
        weights.divideAll(layer + "self_attn.out_proj.weight", omega[0]);
        weights.divideAll(layer + "self_attn.out_proj.bias", omega[0]);
      } else {
        weights.scaleColumns(prefix + "embed_tokens.weight", omega);
        weights.put(prefix + "embed_positions.weight", model.positionTable(stack));
        weights.scaleColumns(prefix + "embed_positions.weight", omega);
        divideInput(layer, subLayer, omega);
        scaled = true;
      }
      normBefore = layer + subLayer.normName();
    }
    return scaled;
  }

  private void divideInput(String layer, SubLayer subLayer, float[] omega) {
    switch (subLayer) {
      case ENCODER_SELF_ATTENTION, DECODER_SELF_ATTENTION ->
          weights.divideProjections(layer + "self_attn.", omega, true);
      case DECODER_CROSS_ATTENTION ->
          weights.divideProjections(layer + "encoder_attn.", omega, false);
      case ENCODER_FEED_FORWARD, DECODER_FEED_FORWARD ->
          weights.divideColumns(layer + "fc1.weight", omega);
    }
  }

  private static boolean isOneNumber(float[] omega) {
    for (float element : omega) {
      if (element != omega[0]) {
        return false;
      }
    }
    return true;
  }

  private static float[] checked(float[] omega, String layer, SubLayer subLayer) {
    for (int i = 0; i < omega.length; i++) {
      if (omega[i] == 0 || !Float.isFinite(omega[i])) {
        throw new InputException(
            "the factor on the shortcut at %s%s is %s in element %d: it cannot be divided by, so that the model cannot be folded"
                .formatted(layer, subLayer.normName(), omega[i], i));
      }
    }
    return omega;
  }
}
