package ai.nmt.train;

import ai.djl.ndarray.NDManager;
import ai.nmt.loss.Criterion;
import ai.nmt.loss.CrossEntropy;
import ai.nmt.loss.LabelSmoothedCrossEntropy;
import java.util.Locale;

/**
 * What training minimises.
 *
 * @param kind the criterion ({@code --criterion})
 * @param labelSmoothing share of probability spread over the vocabulary ({@code
 *     --label-smoothing}), in [0, 1); used by {@link Kind#LABEL_SMOOTHED_CROSS_ENTROPY} alone
 */
public record CriterionConfig(Kind kind, double labelSmoothing) {
  /** The criteria. */
  public enum Kind {
    /** Negative log-likelihood of the target words. */
    CROSS_ENTROPY,
    /** The same, smoothed over the vocabulary. */
    LABEL_SMOOTHED_CROSS_ENTROPY;

    /** Returns the name as it is typed, in small letters. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the flag whose value is out of its range
   */
  public CriterionConfig {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "--label-smoothing must be at least 0 and below 1, but is " + labelSmoothing);
    }
  }

  /**
   * fairseq's default.
   *
   * @return plain cross-entropy
   */
  public static CriterionConfig defaults() {
    return new CriterionConfig(Kind.CROSS_ENTROPY, 0);
  }

  /**
   * Makes the criterion.
   *
   * @param base manager that owns its operations
   * @param padding id that marks positions that do not count
   * @return the criterion, to be closed
   */
  public Criterion create(NDManager base, int padding) {
    return switch (kind) {
      case CROSS_ENTROPY -> new CrossEntropy(base, padding);
      case LABEL_SMOOTHED_CROSS_ENTROPY ->
          new LabelSmoothedCrossEntropy(base, labelSmoothing, padding);
    };
  }
}
