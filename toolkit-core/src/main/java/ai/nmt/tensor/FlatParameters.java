package ai.nmt.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.tensor.FlatLayout.Slot;
import java.util.List;
import java.util.function.Supplier;

/**
 * All parameters of a model in one flat buffer and all their gradients in another, so that norm,
 * clipping, the optimiser's step, zeroing, exchange between processes and checkpoints are one
 * operation each.
 *
 * <p>The model's own parameters become views: each {@link ai.djl.nn.Parameter}'s array is a leaf of
 * autograd that shares its memory with a slice of {@link #values}, and autograd adds its gradient
 * to the same slice of {@link #gradients}. Whatever replaces a parameter's array ({@code
 * Parameter.setArray}, {@code Block.loadParameters}) cuts that tie; {@link #set(String, NDArray)}
 * writes through it. The constructor verifies it and throws if the engine does not hold to it.
 *
 * <p>A model may compute in half precision. Its parameters are then views of a second pair of
 * buffers in that {@link Precision}, and {@link #values} and {@link #gradients} are float32 copies,
 * brought up to date by {@link #edit}: gradients when it begins, the model's parameters when it
 * ends. Where memory is to be saved, these copies exist only in between.
 *
 * <p>{@link FlatLayout} says where each parameter lies. Padding is zero and stays zero. Frozen
 * parameters keep arrays of their own and are reached by name only.
 */
public final class FlatParameters implements AutoCloseable {
  /** Views and reductions; the norm goes through rows because one long float32 sum loses digits. */
  private static final String SOURCE =
      """
      def view(self: __torch__.Ops, flat: Tensor, start: int, end: int, shape: List[int]) -> Tensor:
        return torch.view(torch.slice(flat, 0, start, end, 1), shape)
      def assign(self: __torch__.Ops, into: Tensor, source: Tensor) -> Tensor:
        return torch.copy_(into, torch.reshape(source, torch.size(into)))
      def follows(self: __torch__.Ops, written: Tensor, seen: Tensor) -> Tensor:
        kept = torch.clone(written)
        written = torch.fill_(written, 0.625)
        same = torch.all(torch.eq(seen, 0.625))
        written = torch.copy_(written, kept)
        return same
      def norm(self: __torch__.Ops, flat: Tensor) -> Tensor:
        rows = torch.linalg_vector_norm(torch.view(flat, [-1, 4096]), 2, [1])
        return torch.linalg_vector_norm(rows, 2)
      def cast(self: __torch__.Ops, x: Tensor, dtype: int) -> Tensor:
        return torch.to(x, dtype)
      def zero(self: __torch__.Ops, flat: Tensor) -> Tensor:
        return torch.zero_(flat)
      """;

  private final NDManager manager;
  private final ScriptModule operations;
  private final FlatLayout layout;
  private final List<NamedParameter> parameters;
  private final boolean memoryEfficient;
  private final NDArray leaves;
  private final NDArray leafGradients;
  private NDArray values;
  private NDArray gradients;
  private int edits;

  /**
   * Moves initialised parameters into flat buffers, float32.
   *
   * @param base manager below which the buffers live
   * @param parameters the model's parameters, initialised, float32, each once, in a stable order
   */
  public FlatParameters(NDManager base, List<NamedParameter> parameters) {
    this(base, parameters, Precision.FLOAT32, false);
  }

  /**
   * Moves initialised parameters into flat buffers.
   *
   * @param base manager below which the buffers live
   * @param parameters the model's parameters, initialised, float32, each once, in a stable order
   * @param precision what the model is to compute in
   * @param memoryEfficient whether float32 copies exist only during {@link #edit}
   * @throws IllegalArgumentException where a parameter of a model in half precision is frozen, or
   *     float32 is to be memory-efficient
   */
  public FlatParameters(
      NDManager base,
      List<NamedParameter> parameters,
      Precision precision,
      boolean memoryEfficient) {
    requireFitting(parameters, precision, memoryEfficient);
    this.parameters = List.copyOf(parameters);
    this.manager = base.newSubManager();
    this.operations = ScriptModule.compile(manager, SOURCE);
    this.layout = new FlatLayout(parameters);
    this.memoryEfficient = memoryEfficient;
    this.values = manager.zeros(new Shape(layout.length()));
    this.gradients = manager.zeros(new Shape(layout.length()));
    if (precision == Precision.FLOAT32) {
      this.leaves = values;
      this.leafGradients = gradients;
    } else {
      this.leaves = operations.call(manager, "cast", values, precision.code());
      this.leafGradients = operations.call(manager, "cast", gradients, precision.code());
    }
    layout.trainable().forEach(this::adopt);
    verifyAliasing();
    if (memoryEfficient) {
      drop();
    }
  }

  private static void requireFitting(
      List<NamedParameter> parameters, Precision precision, boolean memoryEfficient) {
    if (precision == Precision.FLOAT32) {
      if (memoryEfficient) {
        throw new IllegalArgumentException("float32 parameters have no second copy to save");
      }
      return;
    }
    for (NamedParameter parameter : parameters) {
      if (!parameter.trainable()) {
        throw new IllegalArgumentException(
            parameter.name()
                + " is frozen and stays float32, which a model in "
                + precision
                + " cannot compute with: train it in float32");
      }
    }
  }

  /** Makes a parameter's array a leaf over its slice, whose gradient is the gradients' slice. */
  private void adopt(Slot slot) {
    NDArray array = slot.parameter().array();
    try (NDArray full = cut(manager, values, slot);
        NDArray value = cut(manager, leaves, slot);
        NDArray gradient = cut(manager, leafGradients, slot)) {
      operations.call(manager, "assign", full, array).close();
      operations.call(manager, "assign", value, full).close();
      NDArray leaf = value.stopGradient();
      leaf.setRequiresGradient(true);
      // Autograd adopts the first gradient that it receives, if nothing else uses it.
      try (NDArray output = TorchEngine.recording(() -> leaf.reshape(slot.shape()))) {
        TorchEngine.backward(output, gradient);
      }
      array.intern(leaf);
    }
  }

  /** What is written to the buffers must be seen through the parameters' arrays. */
  private void verifyAliasing() {
    for (Slot slot : layout.trainable()) {
      NDArray array = slot.parameter().array();
      try (NDManager scratch = manager.newSubManager()) {
        NDArray value = array.stopGradient();
        value.attach(scratch);
        NDArray gradient = array.getGradient();
        gradient.attach(scratch);
        if (!follows(scratch, value, leaves, slot)
            || !follows(scratch, gradient, leafGradients, slot)) {
          throw new IllegalStateException(
              "the native engine does not keep "
                  + slot.parameter().name()
                  + " in the flat buffers; were its array and gradient replaced?");
        }
      }
    }
  }

  private boolean follows(NDManager scratch, NDArray seen, NDArray flat, Slot slot) {
    return operations.call(scratch, "follows", cut(scratch, flat, slot), seen).getBoolean();
  }

  /**
   * Runs what looks at values and gradients or changes the values; the model computes with the
   * changed values afterwards. May be nested.
   *
   * @param action what to do
   * @param <T> type of its result
   * @return its result
   */
  public <T> T edit(Supplier<T> action) {
    beginEdit();
    try {
      return action.get();
    } finally {
      endEdit();
    }
  }

  private void beginEdit() {
    if (edits++ == 0 && leaves != values) {
      if (memoryEfficient) {
        values = operations.call(manager, "cast", leaves, Precision.FLOAT32.code());
        gradients = operations.call(manager, "cast", leafGradients, Precision.FLOAT32.code());
      } else {
        operations.call(manager, "assign", gradients, leafGradients).close();
      }
    }
  }

  private void endEdit() {
    if (--edits == 0 && leaves != values) {
      operations.call(manager, "assign", leaves, values).close();
      if (memoryEfficient) {
        drop();
      }
    }
  }

  private void drop() {
    values.close();
    gradients.close();
    values = null;
    gradients = null;
  }

  /**
   * All trainable parameters.
   *
   * @return the buffer itself, one dimension, float32
   * @throws IllegalStateException outside of {@link #edit} where memory is saved
   */
  public NDArray values() {
    return present(values);
  }

  private static NDArray present(NDArray copy) {
    if (copy == null) {
      throw new IllegalStateException(
          "memory-efficient parameters have float32 values only during an edit");
    }
    return copy;
  }

  /**
   * All gradients; those of a model in half precision are brought up to date by {@link #edit}.
   *
   * @return the buffer itself, of the length and order of {@link #values}
   * @throws IllegalStateException outside of {@link #edit} where memory is saved
   */
  public NDArray gradients() {
    return present(gradients);
  }

  /**
   * The length of the buffers.
   *
   * @return number of elements, padding included
   */
  public long length() {
    return layout.length();
  }

  /**
   * The parameters in the buffers' order, frozen ones included.
   *
   * @return an immutable list
   */
  public List<NamedParameter> parameters() {
    return parameters;
  }

  /**
   * The number of scalars in trainable parameters, padding excluded.
   *
   * @return at least 0
   */
  public long trainableSize() {
    return layout.trainableSize();
  }

  /**
   * A parameter's values.
   *
   * @param owner manager of the result
   * @param name parameter's name, frozen ones included
   * @return a float32 view in the parameter's shape; writing to it changes the parameter, at the
   *     end of the {@link #edit} around it
   */
  public NDArray slice(NDManager owner, String name) {
    Slot slot = layout.slot(name);
    if (!slot.trainable()) {
      NDArray view = slot.parameter().array().stopGradient();
      view.attach(owner);
      return view;
    }
    return cut(owner, values(), slot);
  }

  /**
   * The part of a flat buffer that belongs to a trainable parameter.
   *
   * @param owner manager of the result
   * @param flat {@link #values}, {@link #gradients} or any buffer of their length, such as an
   *     optimiser's state
   * @param name parameter's name
   * @return a view in the parameter's shape
   */
  public NDArray slice(NDManager owner, NDArray flat, String name) {
    return cut(owner, flat, layout.trainableSlot(name));
  }

  /**
   * Overwrites a parameter's values.
   *
   * @param name parameter's name, frozen ones included
   * @param source values of the parameter's shape
   * @throws InputException if the shape differs
   */
  public void set(String name, NDArray source) {
    try (NDManager scratch = manager.newSubManager()) {
      edit(() -> assign(slice(scratch, name), name, source)).close();
    }
  }

  /**
   * Overwrites a trainable parameter's part of a flat buffer.
   *
   * @param flat a buffer as for {@link #slice(NDManager, NDArray, String)}
   * @param name parameter's name
   * @param source values of the parameter's shape
   * @throws InputException if the shape differs
   */
  public void set(NDArray flat, String name, NDArray source) {
    try (NDManager scratch = manager.newSubManager()) {
      assign(slice(scratch, flat, name), name, source).close();
    }
  }

  private NDArray assign(NDArray into, String name, NDArray source) {
    if (!into.getShape().equals(source.getShape())) {
      throw new InputException(
          "the values for "
              + name
              + " have the shape "
              + source.getShape()
              + "; this model expects "
              + into.getShape()
              + ": were they saved by a model of another architecture or vocabulary?");
    }
    return operations.call(manager, "assign", into, source);
  }

  /** Sets all gradients to zero. */
  public void zeroGradients() {
    operations.call(manager, "zero", leafGradients).close();
  }

  /**
   * The global L2 norm of {@link #gradients}.
   *
   * @return at least 0; not finite if a gradient is not
   */
  public double gradientNorm() {
    try (NDArray norm = operations.call(manager, "norm", gradients())) {
      return norm.getFloat();
    }
  }

  private NDArray cut(NDManager owner, NDArray flat, Slot slot) {
    return operations.call(owner, "view", flat, slot.start(), slot.end(), slot.shape().getShape());
  }

  /** Frees the buffers; the parameters' own arrays keep what they share alive. */
  @Override
  public void close() {
    operations.close();
    manager.close();
  }
}
