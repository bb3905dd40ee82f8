/**
 * From batches of source sentences to translations and their lines of output.
 *
 * <p>A {@link ai.nmt.translate.BatchTranslator} turns a {@link ai.nmt.batch.Batch} into {@link
 * ai.nmt.translate.Translation}s: {@link ai.nmt.translate.BeamTranslator} searches, {@link
 * ai.nmt.translate.ReferenceScorer} scores the given references instead. {@link
 * ai.nmt.translate.TranslationWorkers} run one on several threads and keep the order. {@link
 * ai.nmt.translate.TranslationLines} writes fairseq's lines.
 *
 * <p>What ties the search to the model: the encoder runs once per batch; the decoder keeps its keys
 * and values in an {@code IncrementalDecoder}, whose rows follow the search's hypotheses, so that
 * finished sentences leave the batch; and the best tokens of each row are selected in TorchScript,
 * so that of the vocabulary-wide output only a few numbers reach the search.
 */
package ai.nmt.translate;
