package ai.nmt.run.translation;

import ai.nmt.batch.BatchLimits;
import ai.nmt.search.SearchOptions;
import ai.nmt.translate.SubwordJoiner;

/**
 * How sentences are translated and printed.
 *
 * @param search beam, lengths and penalties
 * @param batches how large a batch may get
 * @param skipTooLong whether sentences longer than the model's positions are left out and counted;
 *     otherwise they are an error ({@code --skip-invalid-size-inputs-valid-test})
 * @param scoreReference whether the references are scored instead of searching
 * @param best hypotheses to print of each sentence, at least 1
 * @param joiner how subwords become words in what is printed
 * @param quiet whether only the final score is printed
 * @param workers threads that translate, at least 1
 */
public record GenerationConfig(
    SearchOptions search,
    BatchLimits batches,
    boolean skipTooLong,
    boolean scoreReference,
    int best,
    SubwordJoiner joiner,
    boolean quiet,
    int workers) {
  private static final int DEFAULT_TOKENS = 12_000;

  /** Checks the numbers; a batch without any limit gets fairseq's 12,000 tokens. */
  public GenerationConfig {
    if (best < 1) {
      throw new IllegalArgumentException(
          "the number of hypotheses to print is " + best + "; expected 1 or more (--nbest)");
    }
    if (best > search.beam()) {
      throw new IllegalArgumentException(
          "--nbest "
              + best
              + " hypotheses cannot be printed of a search with --beam "
              + search.beam()
              + "; raise --beam or lower --nbest");
    }
    if (workers < 1) {
      throw new IllegalArgumentException(
          "the number of workers is " + workers + "; expected 1 or more (--workers)");
    }
    if (batches.maxTokens() == 0 && batches.maxSentences() == 0) {
      batches = batches.withMaxTokens(DEFAULT_TOKENS);
    }
  }

  /**
   * A search with beam 5, its best hypothesis printed with its subwords, one worker per processor.
   *
   * @return the defaults
   */
  public static GenerationConfig defaults() {
    return new GenerationConfig(
        SearchOptions.defaults(),
        BatchLimits.defaults(),
        false,
        false,
        1,
        new SubwordJoiner.None(),
        false,
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * The same, but scoring the references.
   *
   * @param changed whether references are scored instead of searching
   * @return the changed configuration
   */
  public GenerationConfig withScoreReference(boolean changed) {
    return new GenerationConfig(
        search, batches, skipTooLong, changed, best, joiner, quiet, workers);
  }

  /**
   * The same, but printing less.
   *
   * @param changed whether only the final score is printed
   * @return the changed configuration
   */
  public GenerationConfig withQuiet(boolean changed) {
    return new GenerationConfig(
        search, batches, skipTooLong, scoreReference, best, joiner, changed, workers);
  }
}
