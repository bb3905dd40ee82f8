package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SortedMap;

/** Moves a model's parameters against their gradients. */
public interface Optimizer extends AutoCloseable {
  /**
   * Makes one step with the gradients that the parameters hold; these are left with unspecified
   * values, to be zeroed by the caller.
   *
   * @param learningRate step size, at least 0
   * @param gradientScale factor for the gradients, above 0: one over the number of target words
   *     times the clipping factor
   */
  void step(double learningRate, double gradientScale);

  /**
   * The state that a checkpoint keeps.
   *
   * @param owner manager of the views
   * @return name to a view of the state, float32; names are {@code KIND.PARAMETER}, for example
   *     {@code exp_avg.encoder.embed_tokens.weight}, and {@code step}, the number of steps made
   */
  SortedMap<String, NDArray> state(NDManager owner);

  /**
   * Takes the state of {@link #state} back.
   *
   * @param state name to values
   * @throws ai.nmt.io.InputException if a name is missing or unknown, or a shape differs
   */
  void restore(SortedMap<String, NDArray> state);

  @Override
  void close();
}
