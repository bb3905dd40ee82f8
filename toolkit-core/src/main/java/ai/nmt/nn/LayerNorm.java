package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.tensor.Pass;

/**
 * Layer normalisation (Ba et al. 2016): LN(x) = γ ⊙ (x - mean(x)) / sqrt(var(x) + ε) + β over the
 * last axis, ε = 1e-5.
 */
public final class LayerNorm extends Layer {
  /** ε of the equation. */
  public static final double EPSILON = 1e-5;

  private final Parameter weight;
  private final Parameter bias;

  /**
   * Makes the layer with γ = 1 and β = 0.
   *
   * @param dim D, the size of the last axis
   */
  public LayerNorm(int dim) {
    weight = parameter("weight", new Shape(dim), Initialization.ONES);
    bias = parameter("bias", new Shape(dim), Initialization.ZEROS);
  }

  /**
   * Normalises.
   *
   * @param pass the pass
   * @param x (B, T, D)
   * @return LN(x), (B, T, D)
   */
  public NDArray forward(Pass pass, NDArray x) {
    return Kernels.call(pass.owner(), "layer_norm", x, weight.getArray(), bias.getArray(), EPSILON);
  }

  /**
   * Adds two tensors and normalises the sum: LN(scale ⊙ x + drop ⊙ f).
   *
   * @param pass the pass
   * @param x (B, T, D)
   * @param f (B, T, D)
   * @param scale (D), or none for 1
   * @param drop dropout mask (B, T, D), or none
   * @return (B, T, D)
   */
  public NDArray ofSum(Pass pass, NDArray x, NDArray f, NDArray[] scale, NDArray[] drop) {
    return Kernels.call(
        pass.owner(), "add_norm", x, f, scale, drop, weight.getArray(), bias.getArray(), EPSILON);
  }

  /**
   * Adds two tensors and normalises the sum: LN(scale · x + drop ⊙ f).
   *
   * @param pass the pass
   * @param x (B, T, D)
   * @param f (B, T, D)
   * @param scale the factor on x
   * @param drop dropout mask (B, T, D), or none
   * @return (B, T, D)
   */
  public NDArray ofSum(Pass pass, NDArray x, NDArray f, double scale, NDArray[] drop) {
    return Kernels.call(
        pass.owner(),
        "add_scaled_norm",
        x,
        f,
        scale,
        drop,
        weight.getArray(),
        bias.getArray(),
        EPSILON);
  }
}
