package ai.nmt.golden;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** An array of a reference tool's output. */
public final class GoldenArray {
  private final long[] shape;
  private final float[] floats;
  private final long[] longs;

  GoldenArray(long[] shape, float[] floats, long[] longs) {
    this.shape = shape;
    this.floats = floats;
    this.longs = longs;
  }

  /**
   * The array's shape.
   *
   * @return sizes of the axes
   */
  public long[] shape() {
    return shape;
  }

  /**
   * The values of a float array.
   *
   * @return the values in row-major order, or null where the file holds integers
   */
  public float[] floats() {
    return floats;
  }

  /**
   * The values of an integer array.
   *
   * @return the values in row-major order, or null where the file holds floats
   */
  public long[] longs() {
    return longs;
  }

  /**
   * The array as a tensor.
   *
   * @param manager the tensor's owner
   * @return float32 or int64
   */
  public NDArray toTensor(NDManager manager) {
    return floats != null
        ? manager.create(floats, new Shape(shape))
        : manager.create(longs, new Shape(shape));
  }
}
