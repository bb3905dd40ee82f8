/**
 * Subword units by byte pair encoding (Sennrich, Haddow and Birch, ACL 2016), as subword-nmt learns
 * and applies them.
 *
 * <pre>{@code
 * WordCounts counts = new WordCounts();
 * counts.addText(inputStream);
 * BpeCodes codes = new BpeLearner(new BpeLearnerOptions(10_000, 2, false)).learn(counts);
 * BpeSegmenter segmenter = new BpeSegmenter(codes, BpeSegmenterOptions.defaults());
 * segmenter.apply("lowest newest"); // low@@ est new@@ est
 * }</pre>
 *
 * <p>{@link ai.nmt.subword.JointBpe} learns for several texts at once, {@link
 * ai.nmt.subword.BpeDropout} varies the segmentation of training data, and {@link
 * ai.nmt.subword.SubwordModel} is what these units and those of SentencePiece have in common.
 *
 * <p>Codes, segmented text and vocabularies are equal to subword-nmt's, its habits included; each
 * such habit is named where it is kept. A symbol that ends a word carries {@code </w>}.
 */
package ai.nmt.subword;
