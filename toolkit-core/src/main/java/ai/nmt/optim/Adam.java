package ai.nmt.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.tensor.FlatParameters;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter,
 * 2019), in one fused operation over the flat buffers:
 *
 * <pre>
 * p ← p - lr·wd·p
 * m ← β1·m + (1-β1)·g        v ← β2·v + (1-β2)·g²
 * p ← p - lr·√(1-β2^t)/(1-β1^t) · m / (√v + ε)
 * </pre>
 *
 * <p>As in fairseq, ε is added to the root of the uncorrected v.
 */
public final class Adam extends FusedAdam {
  private final double weightDecay;

  /**
   * Makes an optimiser without history, and verifies on a scratch buffer that its step does what
   * the equation says.
   *
   * @param base manager below which the state lives
   * @param parameters what to train
   * @param config settings
   */
  public Adam(NDManager base, FlatParameters parameters, AdamConfig config) {
    super(base, parameters, config, config);
    this.weightDecay = config.weightDecay();
  }

  @Override
  void update(NDArray values, NDArray gradients, double learningRate, double gradientScale) {
    fusedStep(values, gradients, learningRate, weightDecay, gradientScale);
  }
}
