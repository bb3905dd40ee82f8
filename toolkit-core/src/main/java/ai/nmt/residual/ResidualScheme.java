package ai.nmt.residual;

import ai.nmt.nn.AttentionWeights;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.FeedForwardWeights;
import ai.nmt.nn.LinearInitialization;
import java.util.List;

/** How the sub-layers of a stack join branch and shortcut, and how their branches begin. */
public sealed interface ResidualScheme
    permits PostNorm, PreNorm, Admin, AdminTorch, DeepNorm, LookLinear, ReZero, ReZeroPostNorm {
  /**
   * Makes the connection of one sub-layer that shares nothing with others.
   *
   * @param subLayer which sub-layer it is
   * @param dim D
   * @param dropout dropout on the branch's result
   * @return the connection
   */
  ResidualConnection connection(SubLayer subLayer, int dim, Dropout dropout);

  /**
   * Makes the connections of one layer.
   *
   * @param layer the layer's sub-layers in the order of the forward pass
   * @param dim D
   * @param dropout dropout on the branches' results
   * @return one connection per sub-layer
   */
  default List<ResidualConnection> connections(List<SubLayer> layer, int dim, Dropout dropout) {
    return layer.stream().map(subLayer -> connection(subLayer, dim, dropout)).toList();
  }

  /**
   * Whether the stack ends with one more layer normalisation.
   *
   * @return true for Pre-LN
   */
  boolean normalizesAtEnd();

  /**
   * Whether a trained model can be rewritten as a plain Post-LN one with the same outputs: the
   * connections are LN(ω ⊙ x + f(x)).
   *
   * @return true where {@link ResidualConnection#shortcutFactor} is all that differs from Post-LN
   */
  default boolean foldsIntoPostNorm() {
    return false;
  }

  /**
   * How the stack's attention stores and draws its projections.
   *
   * @param initialization how linear maps begin where the scheme asks for nothing else
   * @return fairseq's, unless the scheme asks for another
   */
  default AttentionWeights attentionWeights(LinearInitialization initialization) {
    return initialization.attention();
  }

  /**
   * How the stack's feed-forward layers draw their matrices and biases.
   *
   * @param initialization how linear maps begin where the scheme asks for nothing else
   * @return fairseq's, unless the scheme asks for another
   */
  default FeedForwardWeights feedForwardWeights(LinearInitialization initialization) {
    return initialization.feedForward();
  }
}
