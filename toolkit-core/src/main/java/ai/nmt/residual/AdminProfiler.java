package ai.nmt.residual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.nn.Kernels;
import ai.nmt.tensor.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Profiles one stack during a forward pass: with r₁ = 1, sub-layer i gets ω_i = r_i, and r_{i+1} =
 * sqrt(Var(ω_i x) + Var(f(x))), population variances over all elements, padding included.
 */
public final class AdminProfiler implements ResidualObserver {
  private final Pass pass;
  private final List<Double> ratios = new ArrayList<>();
  private double ratio = 1;

  /**
   * Makes the profiler of one stack.
   *
   * @param pass the pass that is profiled
   */
  public AdminProfiler(Pass pass) {
    this.pass = pass;
  }

  @Override
  public void observe(ResidualConnection connection, NDArray shortcut, NDArray branch) {
    connection.setRatio(ratio);
    ratios.add(ratio);
    try (NDManager scope = pass.owner().newSubManager()) {
      NDArray variance = Kernels.call(scope, "variance_sum", shortcut, branch, ratio);
      ratio = (float) Math.sqrt(variance.getFloat());
    }
  }

  /**
   * The ratios so far.
   *
   * @return one per sub-layer observed, in order
   */
  public List<Double> ratios() {
    return List.copyOf(ratios);
  }
}
