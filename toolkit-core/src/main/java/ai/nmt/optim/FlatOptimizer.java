package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.ScriptModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What optimisers have in common: a TorchScript module, the number of steps made, and a state of
 * flat buffers (one number per parameter) and single arrays, which are saved and restored by name.
 *
 * <p>A subclass names its buffers, declares its single arrays in the constructor, and computes one
 * step.
 */
abstract class FlatOptimizer implements Optimizer {
  private static final String STEP = "step";

  private final String name;
  private final FlatParameters parameters;
  private final NDManager manager;
  private final ScriptModule operations;
  private final Map<String, NDArray> buffers = new LinkedHashMap<>();
  private final Map<String, NDArray> singles = new LinkedHashMap<>();
  private long count;

  /**
   * Makes an optimiser without history.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param config its settings
   * @param source TorchScript methods
   * @param kinds names of its flat buffers, which begin as zeros
   */
  FlatOptimizer(
      NDManager base,
      FlatParameters parameters,
      OptimizerConfig config,
      String source,
      String... kinds) {
    this.name = config.name();
    this.parameters = parameters;
    this.manager = base.newSubManager();
    this.operations = ScriptModule.compile(manager, source);
    for (String kind : kinds) {
      buffers.put(kind, manager.zeros(new Shape(parameters.length())));
    }
  }

  @Override
  public final void step(double learningRate, double gradientScale) {
    count++;
    update(parameters.values(), parameters.gradients(), learningRate, gradientScale);
  }

  /**
   * Computes one step.
   *
   * @param values all parameters, flat; to be changed in place
   * @param gradients all gradients, flat; may be overwritten
   * @param learningRate step size
   * @param gradientScale factor for the gradients
   */
  abstract void update(
      NDArray values, NDArray gradients, double learningRate, double gradientScale);

  /** The number of the step under way, from 1. */
  final long count() {
    return count;
  }

  /** A flat buffer of the state. */
  final NDArray buffer(String kind) {
    return buffers.get(kind);
  }

  /** A single array of the state. */
  final NDArray single(String key) {
    return singles.get(key);
  }

  /** Declares a single array of the state, which begins as zeros. */
  final void declare(String key, Shape shape, DataType type) {
    singles.put(key, manager.zeros(shape, type));
  }

  /** The trainable parameters, in the buffers' order. */
  final List<NamedParameter> trainable() {
    return parameters.parameters().stream().filter(NamedParameter::trainable).toList();
  }

  /** Some parameters' views of a flat buffer. */
  final NDArray[] views(NDManager owner, NDArray flat, List<NamedParameter> of) {
    return of.stream()
        .map(parameter -> parameters.slice(owner, flat, parameter.name()))
        .toArray(NDArray[]::new);
  }

  /** A manager for what a step needs for a moment. */
  final NDManager scratch() {
    return manager.newSubManager();
  }

  /** Calls a method of the module for its effect. */
  final void run(String method, Object... arguments) {
    operations.call(manager, method, arguments).close();
  }

  @Override
  public final SortedMap<String, NDArray> state(NDManager owner) {
    SortedMap<String, NDArray> state = new TreeMap<>();
    for (NamedParameter parameter : trainable()) {
      buffers.forEach(
          (kind, flat) ->
              state.put(
                  kind + "." + parameter.name(), parameters.slice(owner, flat, parameter.name())));
    }
    state.putAll(singles);
    state.put(STEP, owner.create(new float[] {count}));
    return state;
  }

  @Override
  public final void restore(SortedMap<String, NDArray> state) {
    try (NDManager scratch = scratch()) {
      requireNames(state.keySet(), state(scratch).keySet());
      for (Map.Entry<String, NDArray> entry : state.entrySet()) {
        restore(scratch, entry.getKey(), entry.getValue());
      }
    }
    count = (long) state.get(STEP).toFloatArray()[0];
  }

  private void restore(NDManager scratch, String key, NDArray source) {
    if (key.equals(STEP)) {
      return;
    }
    NDArray single = singles.get(key);
    if (single == null) {
      int dot = key.indexOf('.');
      parameters.set(buffers.get(key.substring(0, dot)), key.substring(dot + 1), source);
      return;
    }
    if (!single.getShape().equals(source.getShape())
        || single.getDataType() != source.getDataType()) {
      throw new InputException(
          "the saved state %s of %s is %s%s; this model expects %s%s: was it saved by a model of another architecture or vocabulary?"
              .formatted(
                  key,
                  name,
                  source.getDataType(),
                  source.getShape(),
                  single.getDataType(),
                  single.getShape()));
    }
    try (NDArray flat = single.reshape(-1);
        NDArray values = source.reshape(-1)) {
      flat.attach(scratch);
      flat.set(new NDIndex(":"), values);
    }
  }

  private void requireNames(Set<String> given, Set<String> expected) {
    TreeSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(given);
    TreeSet<String> unknown = new TreeSet<>(given);
    unknown.removeAll(expected);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new InputException(
          "the saved state is not that of %s for this model: missing %s, unknown %s; start with a"
                  .formatted(name, missing, unknown)
              + " fresh optimiser (--reset-optimizer) or use the model and the --optimizer it"
              + " belongs to");
    }
  }

  @Override
  public void close() {
    operations.close();
    manager.close();
  }
}
