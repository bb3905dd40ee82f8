package ai.nmt.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.search.BeamSearch;
import ai.nmt.search.Hypothesis;
import ai.nmt.search.SearchOptions;
import ai.nmt.tensor.Pass;
import ai.nmt.transformer.IncrementalDecoder;
import ai.nmt.transformer.Transformer;
import ai.nmt.vocab.Dictionary;
import java.util.List;
import java.util.stream.IntStream;

/** Translates with a Transformer by beam search. May be used by several threads. */
public final class BeamTranslator implements BatchTranslator {
  private final Transformer model;
  private final NDManager manager;
  private final SearchOptions options;
  private final BeamSearch search;
  private final CandidateSelection selection;

  /**
   * Makes a translator.
   *
   * @param model model with its parameters
   * @param manager manager on the model's device, below which the translator's arrays live
   * @param options beam, lengths and penalties
   */
  public BeamTranslator(Transformer model, NDManager manager, SearchOptions options) {
    this.model = model;
    this.manager = manager.newSubManager();
    this.options = options;
    this.search = new BeamSearch(options, Dictionary.EOS);
    this.selection =
        new CandidateSelection(
            this.manager, Dictionary.PAD, Dictionary.UNK, Dictionary.EOS, options.unknownPenalty());
  }

  @Override
  public List<Translation> translate(Batch batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    try (NDManager owner = manager.newSubManager();
        IncrementalDecoder decoder = decoder(owner, batch)) {
      int longest =
          options.limits().maximum(batch.sourceLength(), model.config().decoder().maxPositions());
      List<List<Hypothesis>> found =
          search.search(
              new TransformerStepScorer(decoder, selection, owner), batch.size(), longest);
      return IntStream.range(0, batch.size())
          .mapToObj(
              row ->
                  new Translation(
                      batch.ids()[row],
                      BatchRows.source(batch, row),
                      BatchRows.target(batch, row),
                      found.get(row)))
          .toList();
    }
  }

  /** The encoder's own arrays are freed here: the decoder keeps what it needs of them. */
  private IncrementalDecoder decoder(NDManager owner, Batch batch) {
    try (NDManager encoding = owner.newSubManager()) {
      NDArray source =
          encoding.create(batch.source(), new Shape(batch.size(), batch.sourceLength()));
      return model.incrementalDecoder(owner, model.encode(Pass.inference(encoding), source));
    }
  }

  @Override
  public void close() {
    selection.close();
    manager.close();
  }
}
