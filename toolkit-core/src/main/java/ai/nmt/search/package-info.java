/**
 * Beam search in plain Java, over host arrays of the best candidates of each step.
 *
 * <p>The parts, in the order in which one step uses them:
 *
 * <ol>
 *   <li>{@link ai.nmt.search.StepScorer} — the model's seam: the best next tokens of every active
 *       hypothesis, with their log-probabilities. What the model is (one Transformer, an ensemble,
 *       a table in a test) is the scorer's business.
 *   <li>{@link ai.nmt.search.Expansion} — <b>expand</b>: the {@code 2·beam} best continuations over
 *       all hypotheses of one sentence. Twice the beam, because up to {@code beam} of them may end
 *       the sentence.
 *   <li>{@link ai.nmt.search.SentenceBeam} — the state of one sentence. <b>Finish</b>: those of the
 *       best {@code beam} continuations that end in {@code </s>} become {@link
 *       ai.nmt.search.Hypothesis finished hypotheses}, scored with the {@link
 *       ai.nmt.search.LengthPenalty}. <b>Prune</b>: the best {@code beam} others stay active.
 *   <li>{@link ai.nmt.search.BeamSearch} — the loop over steps for a batch of sentences. A sentence
 *       with {@code beam} finished hypotheses leaves the batch; at the {@link
 *       ai.nmt.search.LengthLimits maximum length} only {@code </s>} is left to choose.
 * </ol>
 *
 * <p>Scores are sums of natural-log probabilities in {@code float}, added in the order of the
 * tokens, so that rankings agree with those of tools that work in single precision.
 */
package ai.nmt.search;
