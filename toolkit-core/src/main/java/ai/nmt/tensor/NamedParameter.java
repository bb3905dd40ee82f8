package ai.nmt.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.Objects;

/**
 * A model parameter under the name that files use for it.
 *
 * @param name fairseq's name, for example {@code encoder.layers.0.fc1.weight}
 * @param parameter the parameter; its array may be exchanged for a view of a flat buffer, so {@link
 *     #array} is asked at each use
 * @param trainable whether the optimiser changes it
 */
public record NamedParameter(String name, Parameter parameter, boolean trainable) {
  /** Checks that name and parameter are there. */
  public NamedParameter {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(parameter, "parameter");
  }

  /**
   * The parameter's shape.
   *
   * @return the shape, known before initialisation
   */
  public Shape shape() {
    return parameter.getShape();
  }

  /**
   * The parameter's present array.
   *
   * @return the array; not a copy, not to be closed
   */
  public NDArray array() {
    return parameter.getArray();
  }

  /**
   * Writes values into the parameter's present array, in place; needs gradient mode off.
   *
   * @param values array of the parameter's shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public void assign(NDArray values) {
    if (!values.getShape().equals(shape())) {
      throw new IllegalArgumentException(
          name + " has shape " + shape() + ", the values have shape " + values.getShape());
    }
    array().set(new NDIndex("..."), values);
  }
}
