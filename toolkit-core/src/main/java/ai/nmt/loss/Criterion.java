package ai.nmt.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What training minimises, as a function of the logits and the target words. */
public sealed interface Criterion extends AutoCloseable
    permits CrossEntropy, LabelSmoothedCrossEntropy {

  /**
   * The loss and its gradient.
   *
   * @param owner manager of the result and of temporaries
   * @param logits (N, V) or (B, T, V) float32, contiguous; overwritten with the gradient. May be
   *     recorded by autograd, as long as what computed them does not need their values to go back
   * @param target (N) or (B, T) int64 word ids, padding where a position does not count
   * @return the sums and the gradient, a view of the logits' memory that autograd does not know
   */
  Differentiated differentiate(NDManager owner, NDArray logits, NDArray target);

  /**
   * The loss alone.
   *
   * @param owner manager of temporaries
   * @param logits as for {@link #differentiate}; overwritten
   * @param target as for {@link #differentiate}
   * @return the sums
   */
  LossSums evaluate(NDManager owner, NDArray logits, NDArray target);

  @Override
  void close();

  /**
   * A loss with its gradient.
   *
   * @param sums the loss, summed over target words
   * @param gradient d(loss) / d(logits), of the logits' shape, zero at padding
   */
  record Differentiated(LossSums sums, NDArray gradient) {}
}
