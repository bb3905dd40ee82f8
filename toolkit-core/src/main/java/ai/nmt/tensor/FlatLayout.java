package ai.nmt.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each parameter lies in a flat buffer: trainable ones in front, in the model's order, each
 * at a multiple of {@value #ALIGNMENT} elements; frozen ones have no place.
 */
final class FlatLayout {
  private static final int ALIGNMENT = 16;

  /** The buffer's length is a multiple of it, so that it can be reduced in rows. */
  static final int ROW = 4096;

  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final long length;

  /**
   * A parameter's place.
   *
   * @param parameter the parameter
   * @param start its first element in the buffer; -1 for a frozen one
   * @param shape its shape
   */
  record Slot(NamedParameter parameter, long start, Shape shape) {
    boolean trainable() {
      return start >= 0;
    }

    /** The element after the last one. */
    long end() {
      return start + shape.size();
    }
  }

  /**
   * Lays parameters out.
   *
   * @param parameters initialised, float32, each once
   * @throws IllegalArgumentException where one is of another type or listed twice
   */
  FlatLayout(List<NamedParameter> parameters) {
    long next = 0;
    for (NamedParameter named : parameters) {
      NDArray array = named.array();
      if (array.getDataType() != DataType.FLOAT32) {
        throw new IllegalArgumentException(
            named.name() + " is " + array.getDataType() + "; flat parameters are float32");
      }
      Slot slot = new Slot(named, named.trainable() ? next : -1, array.getShape());
      if (slots.put(named.name(), slot) != null) {
        throw new IllegalArgumentException("the parameter " + named.name() + " is listed twice");
      }
      if (slot.trainable()) {
        next = roundUp(slot.end(), ALIGNMENT);
      }
    }
    this.length = Math.max(roundUp(next, ROW), ROW);
  }

  private static long roundUp(long value, int multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }

  /** Elements of a buffer, padding included. */
  long length() {
    return length;
  }

  /** The trainable parameters in the buffer's order. */
  List<Slot> trainable() {
    return slots.values().stream().filter(Slot::trainable).toList();
  }

  /** Scalars in trainable parameters, padding excluded. */
  long trainableSize() {
    return trainable().stream().mapToLong(slot -> slot.shape().size()).sum();
  }

  /**
   * A parameter's place.
   *
   * @param name its name
   * @throws IllegalArgumentException where there is no such parameter
   */
  Slot slot(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("the model has no parameter " + name);
    }
    return slot;
  }

  /**
   * A parameter's place in a buffer.
   *
   * @param name its name
   * @throws IllegalArgumentException where it has none
   */
  Slot trainableSlot(String name) {
    Slot slot = slot(name);
    if (!slot.trainable()) {
      throw new IllegalArgumentException(name + " is frozen: it has no place in flat buffers");
    }
    return slot;
  }
}
