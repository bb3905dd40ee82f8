package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Fixed position vectors: the first half of row p is sin(p f_i), the second half cos(p f_i), f_i =
 * exp(-i ln(10000) / (D/2 - 1)) (tensor2tensor's and fairseq's form of Vaswani et al. 2017, section
 * 3.5).
 */
public final class SinusoidalPositions extends Positions {
  private final int dim;
  private NDArray table;

  /**
   * Makes the table's description; its values are made when the model is initialised.
   *
   * @param maxPositions the longest sentence, in tokens
   * @param dim D, at least 4
   */
  public SinusoidalPositions(int maxPositions, int dim) {
    super(maxPositions);
    this.dim = dim;
  }

  @Override
  protected void initialize(NDManager manager, long seed, String prefix) {
    int rows = rows(maxPositions());
    table = manager.create(values(rows, dim), new Shape(rows, dim));
  }

  @Override
  public NDArray table() {
    return table;
  }

  /** Angles are rounded to float as fairseq's are, so that long sentences get equal vectors. */
  static float[] values(int rows, int dim) {
    int half = dim / 2;
    float exponent = (float) (Math.log(10000) / (half - 1));
    float[] values = new float[rows * dim];
    for (int i = 0; i < half; i++) {
      float frequency = (float) Math.exp(i * -exponent);
      for (int row = 0; row < rows; row++) {
        if (row != TokenEmbedding.PADDING) {
          float angle = row * frequency;
          values[row * dim + i] = (float) Math.sin(angle);
          values[row * dim + half + i] = (float) Math.cos(angle);
        }
      }
    }
    return values;
  }
}
