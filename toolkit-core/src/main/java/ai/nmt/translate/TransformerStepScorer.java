package ai.nmt.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.search.Candidates;
import ai.nmt.search.StepRequest;
import ai.nmt.search.StepScorer;
import ai.nmt.transformer.IncrementalDecoder;
import java.util.Arrays;

/** A Transformer as the search sees it: rows of an incremental decoder follow the hypotheses. */
final class TransformerStepScorer implements StepScorer {
  private final IncrementalDecoder decoder;
  private final CandidateSelection selection;
  private final NDManager owner;

  /**
   * Makes the scorer of one batch.
   *
   * @param decoder decoder at the beginning of the batch's sentences
   * @param selection the search's rules on the decoder's output
   * @param owner manager below which each step's arrays live
   */
  TransformerStepScorer(IncrementalDecoder decoder, CandidateSelection selection, NDManager owner) {
    this.decoder = decoder;
    this.selection = selection;
    this.owner = owner;
  }

  @Override
  public Candidates best(StepRequest request) {
    if (request.step() > 0) {
      decoder.reorder(request.parents());
    }
    try (NDManager step = owner.newSubManager()) {
      long[] lastTokens = Arrays.stream(request.lastTokens()).asLongStream().toArray();
      NDArray logProbabilities = decoder.step(lastTokens);
      return selection.select(step, logProbabilities, request.end(), request.width());
    }
  }
}
