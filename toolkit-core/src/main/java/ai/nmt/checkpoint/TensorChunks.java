package ai.nmt.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Walks through a tensor in pieces, because a Java buffer holds at most 2 GiB. */
final class TensorChunks {
  /** Bytes of a piece: large enough that calls do not count, small enough for host memory. */
  static final int CHUNK_BYTES = 1 << 25;

  /** Takes or fills one piece. */
  @FunctionalInterface
  interface Step {
    /** Handles the piece, all of whose bytes remain. */
    void accept(ByteBuffer piece) throws IOException;
  }

  private TensorChunks() {}

  /** Shows the tensor's bytes, little endian, piece by piece. */
  static void read(NDArray tensor, Step step) throws IOException {
    try (NDManager scope = tensor.getManager().newSubManager();
        NDArray flat = flatView(scope, tensor)) {
      int elements = CHUNK_BYTES / flat.getDataType().getNumOfBytes();
      for (long begin = 0; begin < flat.size(); begin += elements) {
        try (NDArray piece = flat.get(range(begin, Math.min(flat.size(), begin + elements)))) {
          step.accept(piece.toByteBuffer(true));
        }
      }
    }
  }

  /**
   * Overwrites the tensor in place with numbers of the stored type, little endian, that {@code
   * fill} supplies.
   */
  static void write(NDArray tensor, DataType stored, Step fill) throws IOException {
    try (NDManager scope = tensor.getManager().newSubManager();
        NDArray flat = flatView(scope, tensor)) {
      int bytes = stored.getNumOfBytes();
      int elements = CHUNK_BYTES / bytes;
      ByteBuffer buffer = scope.allocateDirect((int) Math.min(CHUNK_BYTES, flat.size() * bytes));
      for (long begin = 0; begin < flat.size(); begin += elements) {
        long end = Math.min(flat.size(), begin + elements);
        buffer.clear().limit(Math.toIntExact((end - begin) * bytes));
        fill.accept(buffer);
        buffer.flip();
        try (NDArray piece = scope.create(buffer, new Shape(end - begin), stored);
            NDArray converted = piece.toType(flat.getDataType(), false)) {
          flat.set(range(begin, end), converted);
        }
      }
    }
  }

  /** A one-dimensional view of the same memory that autograd does not know. */
  private static NDArray flatView(NDManager scope, NDArray tensor) {
    NDArray detached = tensor.stopGradient();
    detached.attach(scope);
    NDArray flat = detached.reshape(-1);
    flat.attach(scope);
    return flat;
  }

  private static NDIndex range(long begin, long end) {
    return new NDIndex().addSliceDim(begin, end);
  }
}
