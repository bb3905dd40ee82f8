package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.Counted;
import ai.nmt.nn.Dropout;
import ai.nmt.nn.Kernels;
import ai.nmt.nn.Layer;
import ai.nmt.nn.LearnedPositions;
import ai.nmt.nn.Positions;
import ai.nmt.nn.SinusoidalPositions;
import ai.nmt.nn.TokenEmbedding;
import ai.nmt.tensor.Pass;

/**
 * The input of a stack: dropout(sqrt(D) E(token) + P(position)). Positions count tokens that are
 * not padding, so that left-padded sentences begin at the same position as others.
 */
final class EmbeddedInput extends Layer {
  private final TokenEmbedding tokens;
  private final Positions positions;
  private final Dropout dropout;
  private final int dim;
  private final String flag;

  EmbeddedInput(TokenEmbedding tokens, StackConfig config, double dropout, String flag) {
    this.dim = config.dim();
    this.tokens = child("embed_tokens", tokens);
    this.positions =
        child(
            "embed_positions",
            config.learnedPositions()
                ? new LearnedPositions(config.maxPositions(), dim)
                : new SinusoidalPositions(config.maxPositions(), dim));
    this.dropout = new Dropout(dropout);
    this.flag = flag;
  }

  /** Embeds sentences: (B, T) of ids to (B, T, D). */
  NDArray forward(Pass pass, NDArray ids) {
    Shape shape = ids.getShape();
    if (shape.dimension() != 2) {
      throw new IllegalArgumentException("token ids are (batch, time), not " + shape);
    }
    checkLength(shape.get(1));
    return Kernels.call(
        pass.owner(),
        "embed",
        ids,
        tokens.weight(),
        positions.table(),
        tokens.scale(),
        dropout.mask(pass, new Shape(shape.get(0), shape.get(1), dim)));
  }

  /** Embeds the token at one position of each row: (rows) of ids to (rows, 1, D). */
  NDArray step(Pass pass, NDArray ids, int position) {
    checkLength(position + 1L);
    return Kernels.call(
        pass.owner(),
        "embed_step",
        ids,
        tokens.weight(),
        positions.table(),
        tokens.scale(),
        (long) position + TokenEmbedding.PADDING + 1);
  }

  /** The position vectors, (maxPositions + 2) · D numbers, a copy. */
  float[] positionTable() {
    return positions.table().toFloatArray();
  }

  private void checkLength(long length) {
    if (length > positions.maxPositions()) {
      throw new IllegalArgumentException(
          "a sentence of "
              + Counted.of(length, "token")
              + " is longer than the model's "
              + flag
              + " "
              + positions.maxPositions()
              + "; leave it out or shorten it");
    }
  }
}
