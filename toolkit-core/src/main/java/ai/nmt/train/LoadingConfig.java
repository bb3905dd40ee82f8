package ai.nmt.train;

import ai.nmt.batch.BatchLimits;

/**
 * How sentences become batches.
 *
 * @param training limits of training batches ({@code --max-tokens}, {@code --max-sentences}, {@code
 *     --required-batch-size-multiple})
 * @param validation limits of validation batches ({@code --max-tokens-valid}, {@code
 *     --max-sentences-valid})
 * @param skipInvalid whether validation leaves out pairs that are longer than the model's positions
 *     ({@code --skip-invalid-size-inputs-valid-test}); otherwise they are an error
 * @param ahead how many batches are prepared ahead, at least 1
 */
public record LoadingConfig(
    BatchLimits training, BatchLimits validation, boolean skipInvalid, int ahead) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where training batches have no limit at all
   */
  public LoadingConfig {
    if (training.maxTokens() == 0 && training.maxSentences() == 0) {
      throw new IllegalArgumentException(
          "the size of a batch is not limited: give --max-tokens (for example 4096) or"
              + " --max-sentences");
    }
    if (ahead < 1) {
      throw new IllegalArgumentException("at least 1 batch must be prepared ahead, not " + ahead);
    }
  }

  /**
   * Batches of at most 4,096 tokens.
   *
   * @return the settings
   */
  public static LoadingConfig defaults() {
    BatchLimits limits = BatchLimits.defaults().withMaxTokens(4096);
    return new LoadingConfig(limits, limits, false, 8);
  }
}
