package ai.nmt.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.residual.ResidualObserver;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.ScriptModule;
import ai.nmt.tensor.StepScope;
import java.util.ArrayList;
import java.util.List;

/**
 * How large the gradient of the cross-entropy per target word is at the output of each sub-layer
 * (Liu et al. 2020, figure 3): its Frobenius norm over the sample.
 *
 * @param encoder one norm per sub-layer, in the order of the forward pass
 * @param decoder the same of the decoder
 */
public record GradientNorms(List<Double> encoder, List<Double> decoder) {
  /** Makes autograd keep the gradient of what is no parameter. */
  private static final String SOURCE =
      """
      def keep(self: __torch__.Ops, x: Tensor) -> Tensor:
        _0 = torch.retain_grad(x)
        return x
      """;

  /** Copies the lists. */
  public GradientNorms {
    encoder = List.copyOf(encoder);
    decoder = List.copyOf(decoder);
  }

  /**
   * Measures; the model's parameters are in buffers that are gone afterwards, so that it can be
   * used for nothing else.
   *
   * @param subject model and sample
   * @return the norms
   */
  public static GradientNorms measure(Subject subject) {
    List<ResidualConnection> residuals = subject.model().residuals();
    try (FlatParameters flat = new FlatParameters(subject.base(), subject.model().parameters());
        ScriptModule operations = ScriptModule.compile(subject.base(), SOURCE);
        StepScope scope = new StepScope(subject.base())) {
      flat.zeroGradients();
      Outputs outputs = new Outputs(scope.manager(), operations);
      residuals.forEach(residual -> residual.observe(outputs));
      subject.backward(scope);
      List<Double> norms =
          outputs.kept.stream().map(NDArray::getGradient).map(GradientNorms::norm).toList();
      int boundary = subject.encoderSubLayers();
      return new GradientNorms(norms.subList(0, boundary), norms.subList(boundary, norms.size()));
    } finally {
      residuals.forEach(residual -> residual.observe(null));
    }
  }

  private static double norm(NDArray gradient) {
    double squares = 0;
    for (float value : gradient.toFloatArray()) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** Collects the sub-layers' outputs. */
  private static final class Outputs implements ResidualObserver {
    private final NDManager owner;
    private final ScriptModule operations;
    private final List<NDArray> kept = new ArrayList<>();

    Outputs(NDManager owner, ScriptModule operations) {
      this.owner = owner;
      this.operations = operations;
    }

    @Override
    public void observe(ResidualConnection connection, NDArray shortcut, NDArray branch) {
      // Only outputs are looked at.
    }

    @Override
    public void joined(ResidualConnection connection, NDArray output) {
      kept.add(operations.call(owner, "keep", output));
    }
  }
}
