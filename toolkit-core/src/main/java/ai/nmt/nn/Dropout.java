package ai.nmt.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.tensor.Pass;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Dropout (Srivastava et al. 2014): each element is zero with probability p and 1 / (1 - p) times
 * itself otherwise. A mask holds the factors; Java draws it, which is faster on a CPU than the
 * engine's generator and repeatable from the pass's seed alone.
 *
 * @param probability p, in [0, 1)
 */
public record Dropout(double probability) {
  private static final int CHUNK = 8192;
  private static final long LOW_31_BITS = 0x7FFFFFFFL;

  /** Checks the range. */
  public Dropout {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "a dropout probability is at least 0 and less than 1, not " + probability);
    }
  }

  /**
   * Draws a mask where dropout is active.
   *
   * @param pass the pass; its stream is drawn from once per mask
   * @param shape shape of the tensor to be masked
   * @return a float mask of 0 and 1 / (1 - p), attached to the pass's manager, or none in a pass
   *     without dropout
   */
  public NDArray[] mask(Pass pass, Shape shape) {
    if (!pass.training() || probability == 0) {
      return new NDArray[0];
    }
    long size = shape.size();
    NDManager owner = pass.owner();
    Shape even = new Shape((size + 1) / 2 * 2);
    NDArray mask = owner.create(even, DataType.FLOAT32, Device.cpu());
    fill(mask.toByteBuffer(true).order(ByteOrder.nativeOrder()).asLongBuffer(), pass);
    NDArray shaped = Kernels.call(owner, "shaped", mask, size, shape.getShape());
    return new NDArray[] {shaped.toDevice(owner.getDevice(), false)};
  }

  /** Two floats per random long: each 31-bit half is compared with the scaled probability. */
  private void fill(LongBuffer factors, Pass pass) {
    long keepBelow = Math.round((1 - probability) * (LOW_31_BITS + 1));
    long factor = Float.floatToIntBits((float) (1 / (1 - probability))) & 0xFFFFFFFFL;
    long[] chunk = new long[CHUNK];
    while (factors.hasRemaining()) {
      int count = Math.min(CHUNK, factors.remaining());
      pass.random().fill(chunk, count);
      for (int i = 0; i < count; i++) {
        long low = (((chunk[i] & LOW_31_BITS) - keepBelow) >> 63) & factor;
        long high = (((chunk[i] >>> 33) - keepBelow) >> 63) & (factor << 32);
        chunk[i] = low | high;
      }
      factors.put(chunk, 0, count);
    }
  }
}
