package ai.nmt.train;

import ai.nmt.batch.BatchLimits;
import ai.nmt.corpus.ParallelCorpus;

/**
 * How sentences become batches.
 *
 * @param training limits of training batches ({@code --max-tokens}, {@code --max-sentences}, {@code
 *     --required-batch-size-multiple})
 * @param validation limits of validation batches ({@code --max-tokens-valid}, {@code
 *     --max-sentences-valid})
 * @param skipInvalid whether validation leaves out pairs that are longer than the model's positions
 *     ({@code --skip-invalid-size-inputs-valid-test}); otherwise they are an error
 * @param leftPadSource whether short sources are filled up on the left ({@code --left-pad-source});
 *     padding counts nowhere, so that results differ in their last digits alone
 * @param truncateSource whether sources that are too long for the model are cut ({@code
 *     --truncate-source})
 * @param curriculum so many epochs take the batches in order, from short to long sources, before
 *     they are shuffled ({@code --curriculum}), at least 0
 * @param ahead how many batches are prepared ahead, at least 1
 */
public record LoadingConfig(
    BatchLimits training,
    BatchLimits validation,
    boolean skipInvalid,
    boolean leftPadSource,
    boolean truncateSource,
    int curriculum,
    int ahead) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where training batches have no limit at all, or a number is
   *     out of its range
   */
  public LoadingConfig {
    if (training.maxTokens() == 0 && training.maxSentences() == 0) {
      throw new IllegalArgumentException(
          "the size of a batch is not limited: give --max-tokens (for example 4096) or"
              + " --max-sentences");
    }
    if (curriculum < 0) {
      throw new IllegalArgumentException("--curriculum must be at least 0, but is " + curriculum);
    }
    if (ahead < 1) {
      throw new IllegalArgumentException("at least 1 batch must be prepared ahead, not " + ahead);
    }
  }

  /**
   * A corpus with sources that fit into a model, where they are to be cut.
   *
   * @param corpus sentence pairs
   * @param maxSource most tokens of a source, {@code </s>} included
   * @return the corpus, cut with {@code --truncate-source}; closing either closes both
   */
  public ParallelCorpus fitted(ParallelCorpus corpus, int maxSource) {
    return truncateSource ? corpus.withSourcesUpTo(maxSource) : corpus;
  }

  /**
   * Batches of at most 4,096 tokens.
   *
   * @return the settings
   */
  public static LoadingConfig defaults() {
    BatchLimits limits = BatchLimits.defaults().withMaxTokens(4096);
    return limited(limits, limits);
  }

  /**
   * The defaults with other limits.
   *
   * @param training limits of training batches
   * @param validation limits of validation batches
   * @return the settings
   */
  public static LoadingConfig limited(BatchLimits training, BatchLimits validation) {
    return new LoadingConfig(training, validation, false, true, false, 0, 8);
  }
}
