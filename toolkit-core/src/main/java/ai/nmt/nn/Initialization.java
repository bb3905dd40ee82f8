package ai.nmt.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import ai.nmt.random.SplitMix64;
import java.util.Arrays;

/**
 * How a parameter's values are drawn; the numbers come from Java's generator, so that equal seeds
 * give equal models on every machine.
 */
@FunctionalInterface
public interface Initialization {
  /** All zeros. */
  Initialization ZEROS = constant(0);

  /** All ones. */
  Initialization ONES = constant(1);

  /**
   * Draws the values of a parameter.
   *
   * @param shape parameter's shape
   * @param random stream to draw from
   * @return the values in row-major order
   */
  float[] draw(Shape shape, SplitMix64 random);

  /**
   * This initialisation as DJL's, with its own stream.
   *
   * @param seed seed of the parameter's stream
   * @return DJL's initialiser
   */
  default Initializer seeded(long seed) {
    return (manager, shape, type) -> {
      if (type != DataType.FLOAT32) {
        throw new IllegalArgumentException("parameters are float32, not " + type);
      }
      return manager.create(draw(shape, new SplitMix64(seed)), shape);
    };
  }

  /**
   * One value everywhere.
   *
   * @param value the value
   * @return the initialisation
   */
  static Initialization constant(float value) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, value);
      return values;
    };
  }

  /**
   * Uniform: U(-a, a).
   *
   * @param bound a, above 0
   * @return the initialisation
   */
  static Initialization uniform(double bound) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
      return values;
    };
  }

  /**
   * As torch's nn.Linear: U(-a, a) with a = 1 / sqrt(columns) for a matrix of shape (rows,
   * columns), whose columns are the map's inputs.
   *
   * @return the initialisation
   */
  static Initialization uniformByFanIn() {
    return (shape, random) -> uniform(1 / Math.sqrt((double) shape.get(1))).draw(shape, random);
  }

  /**
   * A vector of equal parts that are drawn one after the other, each in its own way.
   *
   * @param parts how to draw each part, from the first; their number divides the vector's length
   * @return the initialisation
   */
  static Initialization parts(Initialization... parts) {
    return (shape, random) -> {
      int size = Math.toIntExact(shape.get(0)) / parts.length;
      float[] values = new float[size * parts.length];
      for (int i = 0; i < parts.length; i++) {
        System.arraycopy(parts[i].draw(new Shape(size), random), 0, values, i * size, size);
      }
      return values;
    };
  }

  /**
   * Xavier uniform: U(-a, a) with a = sqrt(6 / (rows + columns)) (Glorot and Bengio 2010, eq. 16)
   * for a matrix of shape (rows, columns).
   *
   * @return the initialisation
   */
  static Initialization xavierUniform() {
    return (shape, random) ->
        uniform(Math.sqrt(6.0 / (shape.get(0) + shape.get(1)))).draw(shape, random);
  }

  /**
   * Xavier normal: N(0, σ) with σ = gain · sqrt(2 / (rows + columns)) (Glorot and Bengio 2010) for
   * a matrix of shape (rows, columns).
   *
   * @param gain factor on the standard deviation, above 0
   * @return the initialisation
   */
  static Initialization xavierNormal(double gain) {
    return (shape, random) -> {
      double deviation = gain * Math.sqrt(2.0 / (shape.get(0) + shape.get(1)));
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      return values;
    };
  }

  /**
   * Draws a matrix or a vector as this initialisation does and replaces its lower half of rows by
   * the negative of the upper half.
   *
   * @return the initialisation, for matrices with an even number of rows
   */
  default Initialization mirroringRows() {
    return (shape, random) -> {
      float[] values = draw(shape, random);
      int half = values.length / 2;
      for (int i = 0; i < half; i++) {
        // Not -x, so that zeros are not mirrored to -0.
        values[half + i] = 0 - values[i];
      }
      return values;
    };
  }

  /**
   * Draws a matrix as this initialisation does and replaces its right half of columns by the
   * negative of the left half.
   *
   * @return the initialisation, for matrices with an even number of columns
   */
  default Initialization mirroringColumns() {
    return (shape, random) -> {
      float[] values = draw(shape, random);
      int columns = Math.toIntExact(shape.get(1));
      int half = columns / 2;
      for (int i = 0; i < values.length; i++) {
        if (i % columns >= half) {
          values[i] = -values[i - half];
        }
      }
      return values;
    };
  }

  /**
   * Embeddings: N(0, D^-0.5) for a matrix of shape (V, D), with one row of zeros.
   *
   * @param zeroRow index of the row of zeros, or -1 for none
   * @return the initialisation
   */
  static Initialization embedding(int zeroRow) {
    return (shape, random) -> {
      int columns = Math.toIntExact(shape.get(1));
      double deviation = 1 / Math.sqrt(columns);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      if (zeroRow >= 0) {
        Arrays.fill(values, zeroRow * columns, (zeroRow + 1) * columns, 0);
      }
      return values;
    };
  }
}
