package ai.nmt.nn;

import ai.nmt.io.InputException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How attention and feed-forward layers begin ({@code --initialization}): fairseq changed it when
 * quant noise came in, between 0.9 and 0.10. Embeddings, learned positions, the output projection
 * and layer normalisation begin alike in both.
 */
public enum LinearInitialization {
  /**
   * fairseq 0.8's: every matrix Xavier uniform (those of queries, keys and values as one of shape
   * (3D, D)), every bias 0.
   */
  FAIRSEQ_0_8("fairseq-0.8") {
    @Override
    public AttentionWeights attention() {
      return AttentionWeights.defaults();
    }

    @Override
    public FeedForwardWeights feedForward() {
      return FeedForwardWeights.defaults();
    }
  },
  /**
   * fairseq 0.12's: matrices of attention likewise, with gain 1/√2 for those of queries, keys and
   * values, which gives (D, D) matrices the bound of one (3D, D) matrix; feed-forward matrices and
   * the biases of both, but that of attention's output (0), as torch's nn.Linear: U(-a, a) with a =
   * 1 / sqrt(fan-in).
   */
  FAIRSEQ_0_12("fairseq-0.12") {
    @Override
    public AttentionWeights attention() {
      Initialization xavier = Initialization.xavierUniform();
      return new AttentionWeights(false, xavier, xavier, BiasInitialization.BY_FAN_IN);
    }

    @Override
    public FeedForwardWeights feedForward() {
      Initialization byFanIn = Initialization.uniformByFanIn();
      return new FeedForwardWeights(
          byFanIn, byFanIn, BiasInitialization.BY_FAN_IN, BiasInitialization.BY_FAN_IN);
    }
  };

  private final String flag;

  LinearInitialization(String flag) {
    this.flag = flag;
  }

  /**
   * How attention begins.
   *
   * @return laws of matrices and biases
   */
  public abstract AttentionWeights attention();

  /**
   * How feed-forward layers begin.
   *
   * @return laws of matrices and biases
   */
  public abstract FeedForwardWeights feedForward();

  /**
   * Finds a value by its spelling.
   *
   * @param flag for example {@code fairseq-0.8}
   * @return the value
   * @throws InputException if there is none, naming the choices
   */
  public static LinearInitialization of(String flag) {
    return Arrays.stream(values())
        .filter(value -> value.flag.equals(flag))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "--initialization "
                        + flag
                        + " is unknown; choose one of "
                        + Arrays.stream(values())
                            .map(LinearInitialization::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** Returns the name as it is typed. */
  @Override
  public String toString() {
    return flag;
  }
}
