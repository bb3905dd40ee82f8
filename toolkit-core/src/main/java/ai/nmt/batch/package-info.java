/**
 * From a corpus to mini-batches, in the order of the data's way:
 *
 * <ol>
 *   <li>{@link ai.nmt.batch.SentenceOrder} sorts the sentences by length, so that a batch needs
 *       little padding;
 *   <li>{@link ai.nmt.batch.LengthFilter} finds those longer than the model can read;
 *   <li>{@link ai.nmt.batch.BatchPlanner} cuts the order into batches within {@link
 *       ai.nmt.batch.BatchLimits};
 *   <li>{@link ai.nmt.batch.EpochBatches} shuffles the batches every epoch and deals them out to
 *       the processes of a training;
 *   <li>{@link ai.nmt.batch.BatchIterator} runs through an epoch, with the {@link
 *       ai.nmt.batch.Collator} padding batches ahead on a background thread.
 * </ol>
 *
 * <pre>{@code
 * PlannedBatches planned = PlannedBatches.of(corpus, BatchingConfig.defaults());
 * EpochBatches batches = EpochBatches.shuffled(planned.batches(), seed);
 * Collator collator = new Collator(corpus);
 * for (IteratorPosition p = IteratorPosition.start(); ; p = p.nextEpoch()) {
 *   try (BatchIterator epoch = batches.iterator(p, collator::collate, 8)) {
 *     while (epoch.hasNext()) {
 *       Batch batch = epoch.next();
 *     }
 *   }
 * }
 * }</pre>
 *
 * Order, limits and padding are fairseq's: for equal data, limits and seed the batches hold the
 * same sentences in the same order.
 */
package ai.nmt.batch;
