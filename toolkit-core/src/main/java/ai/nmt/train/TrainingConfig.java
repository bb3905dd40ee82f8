package ai.nmt.train;

/**
 * All settings of a training but model and data.
 *
 * @param seed seed of everything random ({@code --seed})
 * @param loading how sentences become batches
 * @param optimization how parameters are moved
 * @param stopping when it is enough
 * @param validation when and on what the model is validated
 * @param saving which checkpoints are written and kept
 */
public record TrainingConfig(
    long seed,
    LoadingConfig loading,
    OptimizationConfig optimization,
    StoppingConfig stopping,
    ValidationConfig validation,
    SavingConfig saving) {
  /**
   * Checks what concerns several parts.
   *
   * @throws IllegalArgumentException where there is patience, but no validation
   */
  public TrainingConfig {
    if (stopping.patience() > 0 && validation.subsets().isEmpty()) {
      throw new IllegalArgumentException(
          "--patience %d counts validations, of which --disable-validation leaves none"
              .formatted(stopping.patience()));
    }
  }

  /**
   * fairseq's defaults where it has any.
   *
   * @return seed 1 and the defaults of all parts
   */
  public static TrainingConfig defaults() {
    return new TrainingConfig(
        1,
        LoadingConfig.defaults(),
        OptimizationConfig.defaults(),
        StoppingConfig.defaults(),
        ValidationConfig.defaults(),
        SavingConfig.defaults());
  }
}
