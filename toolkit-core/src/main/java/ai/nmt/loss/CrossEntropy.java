package ai.nmt.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Negative log-likelihood of the target words: loss = Σ -log p(word). */
public final class CrossEntropy implements Criterion {
  private final WordLoss words;

  /**
   * Makes the criterion.
   *
   * @param base manager that owns its operations
   * @param padding id that marks positions that do not count
   */
  public CrossEntropy(NDManager base, int padding) {
    this.words = new WordLoss(base, 0, padding);
  }

  @Override
  public Differentiated differentiate(NDManager owner, NDArray logits, NDArray target) {
    return words.differentiate(owner, logits, target);
  }

  @Override
  public LossSums evaluate(NDManager owner, NDArray logits, NDArray target) {
    return words.evaluate(owner, logits, target);
  }

  @Override
  public void close() {
    words.close();
  }
}
