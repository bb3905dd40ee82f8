package ai.nmt.translate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.io.InputException;
import ai.nmt.search.Hypothesis;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.ScriptModule;
import ai.nmt.transformer.Transformer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores the given references instead of searching: each sentence's one hypothesis is its
 * reference, with the mean log-probability per token. May be used by several threads.
 */
public final class ReferenceScorer implements BatchTranslator {
  private static final String METHODS =
      """
      def token_scores(self: __torch__.Ops, logits: Tensor, target: Tensor) -> Tensor:
        probabilities = torch.log_softmax(logits, 2)
        return torch.squeeze(torch.gather(probabilities, 2, torch.unsqueeze(target, 2)), 2)
      """;

  private final Transformer model;
  private final NDManager manager;
  private final ScriptModule module;

  /**
   * Makes a scorer.
   *
   * @param model model with its parameters
   * @param manager manager on the model's device, below which the scorer's arrays live
   */
  public ReferenceScorer(Transformer model, NDManager manager) {
    this.model = model;
    this.manager = manager.newSubManager();
    this.module = ScriptModule.compile(this.manager, METHODS);
  }

  /**
   * Scores a batch.
   *
   * @param batch sentences with references
   * @return one hypothesis per sentence
   * @throws InputException if the batch has no references
   */
  @Override
  public List<Translation> translate(Batch batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    if (!batch.hasTarget()) {
      throw new InputException(
          "--score-reference needs references, but the data has no target side; binarise both"
              + " sides with preprocess");
    }
    float[] scores = tokenScores(batch);
    List<Translation> translations = new ArrayList<>(batch.size());
    for (int row = 0; row < batch.size(); row++) {
      int[] target = BatchRows.target(batch, row);
      int start = row * batch.targetLength();
      float[] own = Arrays.copyOfRange(scores, start, start + target.length);
      translations.add(
          new Translation(
              batch.ids()[row],
              BatchRows.source(batch, row),
              target,
              List.of(new Hypothesis(target, own, mean(own)))));
    }
    return translations;
  }

  /** Log-probabilities of the reference's tokens, (B, T) row-major. */
  private float[] tokenScores(Batch batch) {
    try (NDManager owner = manager.newSubManager()) {
      Shape targetShape = new Shape(batch.size(), batch.targetLength());
      NDArray source = owner.create(batch.source(), new Shape(batch.size(), batch.sourceLength()));
      NDArray previous = owner.create(batch.previousOutput(), targetShape);
      NDArray target = owner.create(batch.target(), targetShape);
      NDArray logits = model.forward(Pass.inference(owner), source, previous);
      return module.call(owner, "token_scores", logits, target).toFloatArray();
    }
  }

  private static float mean(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }
}
