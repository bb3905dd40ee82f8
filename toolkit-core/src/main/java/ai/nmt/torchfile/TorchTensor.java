package ai.nmt.torchfile;

import java.io.IOException;
import java.util.List;

/**
 * A tensor: a view of a storage.
 *
 * @param storage where its numbers lie
 * @param offset index of its first number in the storage
 * @param shape sizes of its axes; none for a scalar
 * @param strides distance in the storage between neighbours along each axis
 */
public record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
  /** Copies the lists. */
  public TorchTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /**
   * The number of elements.
   *
   * @return at least 0
   */
  public long elements() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /**
   * The size of its numbers.
   *
   * @return bytes
   */
  public long bytes() {
    return Math.multiplyExact(elements(), storage.type().bytes());
  }

  /**
   * Whether the numbers lie in row-major order without gaps.
   *
   * @return false for transposed tensors and for slices of columns
   */
  public boolean isContiguous() {
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      if (shape.get(axis) != 1 && strides.get(axis) != expected) {
        return elements() == 0;
      }
      expected *= shape.get(axis);
    }
    return true;
  }

  /** One more than the index of the last number, counted from the first. */
  long span() {
    if (elements() == 0) {
      return 0;
    }
    long last = 0;
    for (int axis = 0; axis < shape.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, (long) strides.get(axis)));
    }
    return last + 1;
  }

  /** Checks that it lies within its storage and repeats no number. */
  TorchTensor verify() throws IOException {
    try {
      boolean negative =
          offset < 0
              || shape.stream().anyMatch(size -> size < 0)
              || strides.stream().anyMatch(stride -> stride < 0);
      if (!negative
          && shape.size() == strides.size()
          && elements() <= storage.elements()
          && Math.addExact(offset, span()) <= storage.elements()) {
        return this;
      }
    } catch (ArithmeticException e) {
      throw new IOException("it is damaged: a tensor's size exceeds 63 bits", e);
    }
    throw new IOException(
        "it is damaged: a tensor of shape %s, strides %s and offset %d does not lie in its storage of %,d numbers"
            .formatted(shape, strides, offset, storage.elements()));
  }
}
