package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.Kernels;
import ai.nmt.nn.Layer;
import ai.nmt.tensor.Pass;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** The residual connection of one sub-layer: shortcut, branch, dropout and normalisation. */
public abstract class ResidualConnection extends Layer {
  private static final NDArray[] NONE = {};

  private final int dim;
  private final Dropout dropout;
  private ResidualObserver observer;

  /**
   * Makes the parts that all schemes have.
   *
   * @param dim D
   * @param dropout dropout on the branch's result
   */
  ResidualConnection(int dim, Dropout dropout) {
    this.dim = dim;
    this.dropout = dropout;
  }

  /**
   * Computes the sub-layer's output.
   *
   * @param pass the pass
   * @param x shortcut, (B, T, D)
   * @param branch f, from (B, T, D) to (B, T, D)
   * @return (B, T, D)
   */
  public final NDArray forward(Pass pass, NDArray x, UnaryOperator<NDArray> branch) {
    NDArray f = branch.apply(branchInput(pass, x));
    NDArray[] drop = dropout.mask(pass, f.getShape());
    NDArray output;
    if (observer == null) {
      output = join(pass, x, f, drop);
    } else {
      NDArray dropped = Kernels.call(pass.owner(), "drop", f, drop);
      observer.observe(this, x, dropped);
      output = join(pass, x, dropped, NONE);
      observer.joined(this, output);
    }
    // Autograd holds what it needs; nobody else needs the branch's result, which is large.
    if (f != x) {
      f.close();
    }
    return output;
  }

  /**
   * Sets who sees the following forward passes.
   *
   * @param observer the observer, or null for nobody
   */
  public final void observe(ResidualObserver observer) {
    this.observer = observer;
  }

  /**
   * Fills the scheme's factor ω on the shortcut with one number; needs gradient mode off.
   *
   * @param ratio the number
   * @throws IllegalStateException if the scheme has no such factor
   */
  public void setRatio(double ratio) {
    throw new IllegalStateException(
        "only Admin's residual connections have a ratio; the model was made with another"
            + " --init-type");
  }

  /**
   * The factor ω on the shortcut.
   *
   * @return D numbers, a copy; all 1 where the scheme has no such factor
   */
  public float[] shortcutFactor() {
    return filled(1);
  }

  /**
   * The factor α on the branch.
   *
   * @return ReZero's gate; 1 where the scheme has none
   */
  public float branchFactor() {
    return 1;
  }

  /** D times one number. */
  final float[] filled(double value) {
    float[] values = new float[dim];
    Arrays.fill(values, (float) value);
    return values;
  }

  /** What the branch is applied to. */
  abstract NDArray branchInput(Pass pass, NDArray x);

  /** Joins the shortcut and the branch's result; {@code drop} is f's dropout mask, or none. */
  abstract NDArray join(Pass pass, NDArray x, NDArray f, NDArray[] drop);
}
