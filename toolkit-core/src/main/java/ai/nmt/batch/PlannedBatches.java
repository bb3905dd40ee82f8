package ai.nmt.batch;

import ai.nmt.corpus.ParallelCorpus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of a corpus, as lists of sentence numbers from short to long sentences.
 *
 * @param batches the numbers of each batch's sentences; unmodifiable, and its arrays are made when
 *     they are asked for, so that a sentence costs 4 bytes
 * @param sentences the number of sentence pairs in all batches
 * @param skipped how many sentence pairs are in no batch because they are too long
 */
public record PlannedBatches(List<int[]> batches, int sentences, int skipped) {
  private static final Logger LOGGER = LoggerFactory.getLogger(PlannedBatches.class);

  /**
   * Plans the batches of a corpus; skipped pairs are counted in a warning.
   *
   * @param corpus sentence pairs, or sources alone
   * @param config how it is cut
   * @return the plan; every pair that is not skipped is in exactly one batch
   * @throws ai.nmt.io.InputException where pairs are too long for the filter and not to be skipped,
   *     or for a batch of the most tokens allowed
   */
  public static PlannedBatches of(ParallelCorpus corpus, BatchingConfig config) {
    SentenceOrder order =
        SentenceOrder.byLength(
            corpus.size(), corpus::sourceLength, corpus::targetLength, config.seed());
    LengthFilter.Result filtered = config.filter().apply(order, corpus.name());
    int skipped = filtered.tooLong().size();
    if (skipped > 0) {
      LOGGER.warn(
          "{}: {} and left out; at most {} source and {} target tokens are allowed"
              + " (--max-source-positions, --max-target-positions)",
          corpus.name(),
          LengthFilter.describe(filtered.tooLong()),
          config.filter().maxSource(),
          config.filter().maxTarget());
    }
    List<int[]> batches = BatchPlanner.plan(filtered.kept(), corpus.name(), config.limits());
    return new PlannedBatches(batches, filtered.kept().size(), skipped);
  }
}
