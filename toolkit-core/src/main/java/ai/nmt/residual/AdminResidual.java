package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Objects;

/**
 * Profile-free Admin for any network of DJL: ω ⊙ x + f(x), to be followed by a layer normalisation,
 * with ω from the network's number of residual sub-layers (Liu et al. 2020; the formula is {@link
 * OutputChange}'s). Two lines replace a network's own sum:
 *
 * <pre>{@code
 * residual = addChildBlock("residual", AdminResidual.of(subLayers));
 * x = residual.join(store, x, f, training);
 * }</pre>
 *
 * <p>It is a block like others: {@code forward} takes the list (x, f(x)), a trainable ω is found by
 * trainers and saved with the model. Each sub-layer needs a block of its own.
 */
public final class AdminResidual extends AbstractBlock {
  private static final byte VERSION = 1;

  private final double omega;
  private final Parameter parameter;

  private AdminResidual(double omega, boolean asParameter) {
    super(VERSION);
    this.omega = omega;
    this.parameter =
        asParameter
            ? addParameter(
                Parameter.builder()
                    .setName("omega")
                    .setType(Parameter.Type.OTHER)
                    .optInitializer(
                        (manager, shape, type) -> manager.full(shape, (float) omega, type))
                    .build())
            : null;
  }

  /**
   * Makes a block with the default scale O(logn) and a constant ω.
   *
   * @param subLayers n, the number of residual sub-layers of the network, at least 1
   * @return the block
   */
  public static AdminResidual of(int subLayers) {
    return of(subLayers, OutputChange.DEFAULT, false);
  }

  /**
   * Makes a block.
   *
   * @param subLayers n, the number of residual sub-layers of the network, at least 1
   * @param scale how fast the network's output may change with n
   * @param asParameter whether ω is trained, as a vector over the last axis of x
   * @return the block
   * @throws IllegalArgumentException if there is no sub-layer
   */
  public static AdminResidual of(int subLayers, OutputChange scale, boolean asParameter) {
    return new AdminResidual(scale.omega(subLayers), asParameter);
  }

  /**
   * ω at the start.
   *
   * @return the number that the formula gives
   */
  public double omega() {
    return omega;
  }

  /**
   * Computes ω ⊙ x + f.
   *
   * @param store the parameter store that the network's forward pass was given
   * @param x the shortcut, (..., D)
   * @param f the branch's result f(x), of x's shape
   * @param training whether gradients are recorded
   * @return the sum, to be normalised; it attaches to x's manager
   */
  public NDArray join(ParameterStore store, NDArray x, NDArray f, boolean training) {
    return forward(store, new NDList(x, f), training).singletonOrThrow();
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    if (parameter != null) {
      parameter.setShape(new Shape(inputShapes[0].get(inputShapes[0].dimension() - 1)));
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    NDArray x = Objects.requireNonNull(inputs.get(0), "x");
    NDArray f = Objects.requireNonNull(inputs.get(1), "f");
    if (parameter == null) {
      return new NDList(omega == 1 ? x.add(f) : x.mul(omega).add(f));
    }
    return new NDList(x.mul(store.getValue(parameter, x.getDevice(), training)).add(f));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0]};
  }
}
