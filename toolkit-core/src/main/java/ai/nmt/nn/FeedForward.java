package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.tensor.Pass;

/**
 * The position-wise feed-forward layer: FFN(x) = act(x W₁ᵀ + b₁) W₂ᵀ + b₂ (Vaswani et al. 2017, eq.
 * 2), with dropout after the activation.
 */
public final class FeedForward extends Layer {
  private final Parameter weight1;
  private final Parameter bias1;
  private final Parameter weight2;
  private final Parameter bias2;
  private final int innerDim;
  private final boolean gelu;
  private final Dropout dropout;

  /**
   * Makes the layer.
   *
   * @param dim D
   * @param innerDim F
   * @param activation act
   * @param dropout dropout after the activation
   * @param weights how matrices and biases are drawn
   */
  public FeedForward(
      int dim, int innerDim, Activation activation, Dropout dropout, FeedForwardWeights weights) {
    this.weight1 = parameter("fc1.weight", new Shape(innerDim, dim), weights.first());
    this.bias1 = parameter("fc1.bias", new Shape(innerDim), weights.firstBias().of(dim));
    this.weight2 = parameter("fc2.weight", new Shape(dim, innerDim), weights.second());
    this.bias2 = parameter("fc2.bias", new Shape(dim), weights.secondBias().of(innerDim));
    this.innerDim = innerDim;
    this.gelu = activation == Activation.GELU;
    this.dropout = dropout;
  }

  /**
   * Applies the layer.
   *
   * @param pass the pass
   * @param x (B, T, D)
   * @return FFN(x), (B, T, D)
   */
  public NDArray forward(Pass pass, NDArray x) {
    Shape inner = new Shape(x.getShape().get(0) * x.getShape().get(1), innerDim);
    return Kernels.call(
        pass.owner(),
        "feed_forward",
        x,
        weight1.getArray(),
        bias1.getArray(),
        weight2.getArray(),
        bias2.getArray(),
        gelu,
        dropout.mask(pass, inner));
  }
}
