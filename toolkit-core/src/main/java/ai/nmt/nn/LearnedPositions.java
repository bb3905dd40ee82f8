package ai.nmt.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/** Position vectors that are trained, N(0, D^-0.5) at first ({@code --encoder-learned-pos}). */
public final class LearnedPositions extends Positions {
  private final Parameter weight;

  /**
   * Makes the table.
   *
   * @param maxPositions the longest sentence, in tokens
   * @param dim D
   */
  public LearnedPositions(int maxPositions, int dim) {
    super(maxPositions);
    Initialization normal = Initialization.embedding(TokenEmbedding.PADDING);
    weight = parameter("weight", new Shape(rows(maxPositions), dim), normal);
  }

  @Override
  public NDArray table() {
    return weight.getArray();
  }
}
