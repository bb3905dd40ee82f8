package ai.nmt.run.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The machine's own peak of float32 matrix multiplication: the fastest of several products of two
 * large square matrices, with the engine's threads.
 */
final class MatmulPeak {
  /** Matrices of 16 MiB, larger than the inner caches and cheap compared with their product. */
  private static final int SIZE = 2048;

  private static final int PRODUCTS = 20;

  private MatmulPeak() {}

  /**
   * Measures.
   *
   * @param base manager below which the matrices live for the time of the measurement
   * @return floating point operations per second
   */
  static double measure(NDManager base) {
    double shortest = Double.POSITIVE_INFINITY;
    try (NDManager manager = base.newSubManager()) {
      NDArray a = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE));
      NDArray b = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE));
      for (int i = 0; i < PRODUCTS; i++) {
        long start = System.nanoTime();
        a.matMul(b).close();
        shortest = Math.min(shortest, (System.nanoTime() - start) * 1e-9);
      }
    }
    return 2.0 * SIZE * SIZE * SIZE / shortest;
  }
}
