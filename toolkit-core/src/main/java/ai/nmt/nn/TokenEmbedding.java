package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/** The embedding matrix of a vocabulary; the padding symbol's row is zero and stays so. */
public final class TokenEmbedding extends Layer {
  /** Id of the padding symbol in every vocabulary. */
  public static final int PADDING = 1;

  private final Parameter weight;
  private final int dim;

  /**
   * Makes the embedding, N(0, D^-0.5).
   *
   * @param vocabulary V
   * @param dim D
   */
  public TokenEmbedding(int vocabulary, int dim) {
    this.weight =
        parameter("weight", new Shape(vocabulary, dim), Initialization.embedding(PADDING));
    this.dim = dim;
  }

  /**
   * The matrix.
   *
   * @return (V, D), the parameter's present array
   */
  public NDArray weight() {
    return weight.getArray();
  }

  /**
   * The factor on looked-up embeddings.
   *
   * @return sqrt(D)
   */
  public double scale() {
    return Math.sqrt(dim);
  }
}
