package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.nn.Initialization;
import ai.nmt.nn.Kernels;
import ai.nmt.nn.Layer;
import ai.nmt.tensor.Pass;

/** ReZero's α, a trainable number that is 0 at the start; the sub-layers of a layer share it. */
final class Gate extends Layer {
  private final Parameter alpha = parameter("rezero_weight", new Shape(1), Initialization.ZEROS);

  /** x + α · drop ⊙ f, (B, T, D). */
  NDArray add(Pass pass, NDArray x, NDArray f, NDArray[] drop) {
    return Kernels.call(pass.owner(), "add_gated", x, f, alpha.getArray(), drop);
  }

  /** α. */
  float value() {
    return alpha.getArray().toFloatArray()[0];
  }
}
