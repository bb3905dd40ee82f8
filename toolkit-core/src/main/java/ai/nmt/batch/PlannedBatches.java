package ai.nmt.batch;

import ai.nmt.corpus.ParallelCorpus;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of a corpus, as lists of sentence numbers from short to long sentences.
 *
 * @param batches the numbers of each batch's sentences
 * @param skipped how many sentence pairs are in no batch because they are too long
 */
public record PlannedBatches(List<int[]> batches, int skipped) {
  private static final Logger LOGGER = LoggerFactory.getLogger(PlannedBatches.class);

  /** Makes the list unmodifiable. */
  public PlannedBatches {
    batches = List.copyOf(batches);
  }

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
    int[] order =
        SentenceOrder.byLength(
            corpus.size(), corpus::sourceLength, corpus::targetLength, config.seed());
    LengthFilter.Result filtered =
        config.filter().apply(order, corpus::sourceLength, corpus::targetLength);
    int skipped = filtered.tooLong().length;
    if (skipped > 0) {
      LOGGER.warn(
          "{} and left out; at most {} source and {} target tokens are allowed"
              + " (--max-source-positions, --max-target-positions)",
          LengthFilter.describe(filtered.tooLong()),
          config.filter().maxSource(),
          config.filter().maxTarget());
    }
    List<int[]> batches =
        BatchPlanner.plan(
            filtered.kept(),
            i -> Math.max(corpus.sourceLength(i), corpus.targetLength(i)),
            config.limits());
    return new PlannedBatches(batches, skipped);
  }

  /**
   * The number of sentence pairs in all batches.
   *
   * @return the corpus' size less the skipped pairs
   */
  public int sentences() {
    return batches.stream().mapToInt(batch -> batch.length).sum();
  }
}
