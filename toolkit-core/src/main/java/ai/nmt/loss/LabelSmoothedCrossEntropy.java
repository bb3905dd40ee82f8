package ai.nmt.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Cross-entropy with label smoothing (Szegedy et al., 2016, section 7), in the form of fairseq 0.8:
 *
 * <pre>loss = Σ (1-ε)·(-log p(word)) + ε/V · Σ_v -log p(v)</pre>
 */
public final class LabelSmoothedCrossEntropy implements Criterion {
  private final WordLoss words;

  /**
   * Makes the criterion.
   *
   * @param base manager that owns its operations
   * @param smoothing ε, the share of probability spread over the vocabulary, in [0, 1)
   * @param padding id that marks positions that do not count
   */
  public LabelSmoothedCrossEntropy(NDManager base, double smoothing, int padding) {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "the label smoothing is " + smoothing + "; expected at least 0 and below 1");
    }
    this.words = new WordLoss(base, smoothing, padding);
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
