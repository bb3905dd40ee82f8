package ai.nmt.tensor;

import ai.djl.ndarray.NDManager;
import ai.nmt.random.SplitMix64;
import java.util.Objects;

/**
 * What one forward pass carries through the model: the owner of everything it computes, whether
 * dropout is on, and the random stream that dropout draws from.
 *
 * @param owner manager that every result of the pass attaches to; the step's scope
 * @param training whether dropout is active
 * @param random stream of the dropout masks, drawn from in the order of the model's operations
 */
public record Pass(NDManager owner, boolean training, SplitMix64 random) {
  /** Checks that both references are there. */
  public Pass {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(random, "random");
  }

  /**
   * A pass with dropout.
   *
   * @param owner manager that every result attaches to
   * @param seed seed of the dropout masks; equal seeds and shapes give equal masks
   * @return the pass
   */
  public static Pass training(NDManager owner, long seed) {
    return new Pass(owner, true, new SplitMix64(seed));
  }

  /**
   * A pass without dropout.
   *
   * @param owner manager that every result attaches to
   * @return the pass
   */
  public static Pass inference(NDManager owner) {
    return new Pass(owner, false, new SplitMix64(0));
  }
}
