package ai.nmt.train;

import ai.nmt.tensor.Precision;
import ai.nmt.train.update.LossScale;
import java.util.Objects;

/**
 * The number format that training computes in. Parameters that the optimiser moves and its state
 * are float32 in every case; the loss is computed in float32 as well.
 *
 * @param format what the model computes in: float32, {@code --fp16} or {@code --bf16}
 * @param memoryEfficient whether the parameters live in that format alone, and are float32 only
 *     while they are moved ({@code --memory-efficient-fp16}, {@code --memory-efficient-bf16})
 * @param scaling how the loss is scaled; used by float16 alone
 */
public record PrecisionConfig(
    Precision format, boolean memoryEfficient, LossScale.Settings scaling) {
  /** Validates the combination. */
  public PrecisionConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(scaling, "scaling");
    if (memoryEfficient && format == Precision.FLOAT32) {
      throw new IllegalArgumentException("memory-efficient training needs float16 or bfloat16");
    }
  }

  /**
   * Single precision.
   *
   * @return float32
   */
  public static PrecisionConfig defaults() {
    return new PrecisionConfig(Precision.FLOAT32, false, LossScale.Settings.defaults());
  }

  /**
   * Makes the loss scale.
   *
   * @return the scale; null where the format needs none
   */
  public LossScale lossScale() {
    return format == Precision.FLOAT16 ? new LossScale(scaling) : null;
  }
}
