package ai.nmt.checkpoint;

import ai.djl.ndarray.types.Shape;

/**
 * Where a tensor lies in a safetensors file.
 *
 * @param name tensor's name
 * @param type format of its numbers
 * @param shape its shape; no dimensions for a scalar
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last one; {@code end - begin} is the size that type and shape ask for
 */
public record TensorInfo(String name, TensorType type, Shape shape, long begin, long end) {
  /** Checks that the bytes fit type and shape. */
  public TensorInfo {
    if (begin < 0 || end - begin != Math.multiplyExact(elements(shape), type.bytes())) {
      throw new IllegalArgumentException(
          "tensor %s of type %s and shape %s cannot lie in bytes %d to %d"
              .formatted(name, type, shape, begin, end));
    }
  }

  /**
   * The tensor's size.
   *
   * @return bytes
   */
  public long size() {
    return end - begin;
  }

  /** The product of the dimensions; {@link ArithmeticException} where it exceeds 63 bits. */
  static long elements(Shape shape) {
    long product = 1;
    for (long dimension : shape.getShape()) {
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }
}
