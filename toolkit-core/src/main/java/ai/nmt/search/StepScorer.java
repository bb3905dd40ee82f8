package ai.nmt.search;

/**
 * The model as a search sees it; one object scores one batch of sentences, step after step.
 *
 * <p>Implementations never return padding, apply {@link SearchOptions#unknownPenalty} and obey
 * {@link StepRequest#end}.
 */
@FunctionalInterface
public interface StepScorer {
  /**
   * Scores the next token of every active hypothesis.
   *
   * @param request rows, in terms of the previous request's rows
   * @return the best candidates of every row, in the request's order; their width may be smaller
   *     than wanted where the vocabulary is
   */
  Candidates best(StepRequest request);
}
