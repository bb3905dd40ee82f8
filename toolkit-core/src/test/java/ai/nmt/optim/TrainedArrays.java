package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import java.util.ArrayList;
import java.util.List;

/** Parameters p0, p1, ... without a model, whose gradients a test sets. */
final class TrainedArrays {
  private final NDManager manager;
  private final FlatParameters parameters;

  /** An array and its shape. */
  static final class Tensor {
    private final float[] values;
    private final Shape shape;

    Tensor(float[] values, Shape shape) {
      this.values = values;
      this.shape = shape;
    }

    float[] values() {
      return values;
    }

    Shape shape() {
      return shape;
    }

    static Tensor vector(float... values) {
      return new Tensor(values, new Shape(values.length));
    }
  }

  TrainedArrays(NDManager manager, List<Tensor> initial) {
    this.manager = manager;
    List<NamedParameter> named = new ArrayList<>();
    for (Tensor tensor : initial) {
      Parameter parameter =
          Parameter.builder()
              .setName("p")
              .setType(Parameter.Type.OTHER)
              .optShape(tensor.shape())
              .build();
      parameter.setInitializer((m, shape, type) -> m.create(tensor.values(), shape));
      parameter.initialize(manager, DataType.FLOAT32);
      named.add(new NamedParameter("p" + named.size(), parameter, true));
    }
    this.parameters = new FlatParameters(manager, named);
  }

  FlatParameters parameters() {
    return parameters;
  }

  void setGradients(List<Tensor> gradients, float factor) {
    for (int i = 0; i < gradients.size(); i++) {
      Tensor tensor = gradients.get(i);
      try (NDArray values = manager.create(tensor.values(), tensor.shape())) {
        parameters.set(parameters.gradients(), "p" + i, values.mul(factor));
      }
    }
  }

  float[] values(int index) {
    return parameters.slice(manager, "p" + index).toFloatArray();
  }

  List<Tensor> values() {
    return parameters.parameters().stream()
        .map(one -> parameters.slice(manager, one.name()))
        .map(array -> new Tensor(array.toFloatArray(), array.getShape()))
        .toList();
  }
}
