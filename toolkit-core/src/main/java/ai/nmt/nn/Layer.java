package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import ai.nmt.random.Seeds;
import ai.nmt.tensor.NamedParameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A DJL block whose parameters carry fairseq's names and know their shapes from the start, and
 * whose forward is a typed method of the subclass.
 */
public abstract class Layer extends AbstractBlock {
  private record Declared(String name, Parameter parameter, Initialization initialization) {}

  private record Child(String path, Layer layer) {}

  private final List<Declared> declared = new ArrayList<>();
  private final List<Child> layers = new ArrayList<>();

  /** Makes a layer without parameters. */
  protected Layer() {}

  /**
   * Declares a trainable parameter of this layer.
   *
   * @param name name within the layer, for example {@code fc1.weight}
   * @param shape its shape
   * @param initialization how its first values are drawn
   * @return the parameter
   */
  protected final Parameter parameter(String name, Shape shape, Initialization initialization) {
    Parameter parameter =
        Parameter.builder().setName(name).setType(Parameter.Type.OTHER).optShape(shape).build();
    declared.add(new Declared(name, parameter, initialization));
    return addParameter(parameter);
  }

  /**
   * Adds a layer inside this one. A layer added twice, under two names, is shared: its parameters
   * exist once and are listed under the first name.
   *
   * @param name name within this layer, or the empty string for a layer whose names stand directly
   *     in this one
   * @param layer the layer
   * @param <L> its type
   * @return the layer
   */
  protected final <L extends Layer> L child(String name, L layer) {
    boolean shared = layers.stream().anyMatch(child -> child.layer() == layer);
    layers.add(new Child(name.isEmpty() ? "" : name + ".", layer));
    return shared ? layer : addChildBlock(name, layer);
  }

  /**
   * The parameters of this layer and the layers inside, in the order of their declaration.
   *
   * @param prefix what to put before each name, for example {@code encoder.}
   * @return the parameters; one of a shared layer appears once for each place
   */
  public final List<NamedParameter> namedParameters(String prefix) {
    List<NamedParameter> all = new ArrayList<>();
    for (Declared one : declared) {
      all.add(new NamedParameter(prefix + one.name(), one.parameter(), true));
    }
    for (Child child : layers) {
      all.addAll(child.layer().namedParameters(prefix + child.path()));
    }
    return all;
  }

  /**
   * Draws the first values of all parameters that have none yet.
   *
   * @param manager manager that owns the parameters
   * @param seed the model's seed; each parameter has its own stream, named by the parameter
   * @param prefix this layer's name with a dot behind, or the empty string
   */
  protected void initialize(NDManager manager, long seed, String prefix) {
    for (Declared one : declared) {
      if (!one.parameter().isInitialized()) {
        long stream = Seeds.derive(seed, prefix + one.name());
        one.parameter().setInitializer(one.initialization().seeded(stream));
        one.parameter().initialize(manager, DataType.FLOAT32);
      }
    }
    for (Child child : layers) {
      child.layer().initialize(manager, seed, prefix + child.path());
    }
  }

  /**
   * Not offered: a layer is called by its typed forward method.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " is called by its typed forward method");
  }

  /** The shape of the first input: most layers keep it. */
  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0]};
  }

  /**
   * A TorchScript list for an optional tensor.
   *
   * @param array the tensor, or null
   * @return a list of one or none
   */
  protected static NDArray[] optional(NDArray array) {
    return array == null ? new NDArray[0] : new NDArray[] {array};
  }
}
