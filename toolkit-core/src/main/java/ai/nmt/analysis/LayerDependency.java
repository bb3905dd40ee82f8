package ai.nmt.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.nn.LayerNorm;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.residual.Stack;
import ai.nmt.residual.SubLayer;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.StepScope;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * On what the sub-layers of the encoder depend (Liu et al. 2020, figures 6 and 7). What sub-layer i
 * hands on is a sum of components: the embeddings and the branches f_1 to f_i, each scaled by the ω
 * and by the layer normalisations (gain γ, divided by the standard deviation) on its way. A
 * component counts by its standard deviation over D, averaged over positions; each row is
 * normalised so that its squares sum to 1.
 */
public final class LayerDependency {
  /** Where a scheme normalises. */
  private enum Placement {
    NONE,
    BEFORE,
    AFTER
  }

  private LayerDependency() {}

  /**
   * Measures.
   *
   * @param subject model and sample
   * @return row i (from 1) of n: the shares of the embeddings, f_1, ..., f_i in what sub-layer i
   *     hands to the next one, as that one's branch sees it; i + 1 numbers in [0, 1]
   */
  public static List<double[]> measure(Subject subject) {
    Placement placement = placement(subject.model().config());
    List<float[]> gains = placement == Placement.NONE ? List.of() : gains(subject.model());
    Trace trace = new Trace(subject, placement, gains);
    List<ResidualConnection> residuals =
        subject.model().residuals().subList(0, subject.encoderSubLayers());
    residuals.forEach(residual -> residual.observe(trace::observe));
    try (StepScope scope = new StepScope(subject.base())) {
      NDManager owner = scope.manager();
      subject.model().encode(Pass.inference(owner), subject.sample().source(owner));
    } finally {
      residuals.forEach(residual -> residual.observe(null));
    }
    return trace.rows;
  }

  private static Placement placement(TransformerConfig config) {
    if (config.initType() == InitType.REZERO) {
      return Placement.NONE;
    }
    return config.encoder().normalizeBefore() ? Placement.BEFORE : Placement.AFTER;
  }

  /** The γ in the order of the forward pass; under Pre-LN the stack's last one too. */
  private static List<float[]> gains(Transformer model) {
    List<float[]> gains = new ArrayList<>();
    for (int layer = 0; layer < model.config().encoder().layers(); layer++) {
      for (SubLayer subLayer : Stack.ENCODER.subLayers()) {
        String norm = "encoder.layers." + layer + "." + subLayer.normName();
        gains.add(values(model, norm + ".weight").orElseThrow());
      }
    }
    values(model, "encoder.layer_norm.weight").ifPresent(gains::add);
    return gains;
  }

  private static Optional<float[]> values(Transformer model, String name) {
    return model.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .map(NamedParameter::array)
        .map(array -> array.toFloatArray());
  }

  /** Follows the components through a forward pass. */
  private static final class Trace {
    private final Sample sample;
    private final Placement placement;
    private final List<float[]> gains;
    private final int dim;
    private final List<Component> components = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();

    Trace(Subject subject, Placement placement, List<float[]> gains) {
      this.sample = subject.sample();
      this.placement = placement;
      this.gains = gains;
      this.dim = subject.model().config().encoder().dim();
    }

    void observe(ResidualConnection connection, NDArray shortcut, NDArray branch) {
      float[] x = shortcut.toFloatArray();
      float[] f = branch.toFloatArray();
      if (components.isEmpty()) {
        components.add(new Component(x, dim, 1));
      }
      float[] omega = connection.shortcutFactor();
      float alpha = connection.branchFactor();
      components.forEach(component -> component.scale(omega));
      components.add(new Component(f, dim, alpha));
      double[] deviations = deviations(x, f, omega, alpha);
      int subLayer = rows.size();
      switch (placement) {
        case NONE -> rows.add(row(List.copyOf(components)));
        case BEFORE -> {
          List<Component> seen = components.stream().map(Component::copy).toList();
          seen.forEach(component -> component.normalize(gains.get(subLayer + 1), deviations));
          rows.add(row(seen));
        }
        case AFTER -> {
          components.forEach(component -> component.normalize(gains.get(subLayer), deviations));
          rows.add(row(List.copyOf(components)));
        }
      }
    }

    /** The standard deviation over D of ω ⊙ x + α f at each position. */
    private double[] deviations(float[] x, float[] f, float[] omega, float alpha) {
      double[] deviations = new double[x.length / dim];
      for (int p = 0; p < deviations.length; p++) {
        double sum = 0;
        double squares = 0;
        for (int d = 0; d < dim; d++) {
          double value = (double) omega[d] * x[p * dim + d] + (double) alpha * f[p * dim + d];
          sum += value;
          squares += value * value;
        }
        double mean = sum / dim;
        deviations[p] = Math.sqrt(Math.max(0, squares / dim - mean * mean) + LayerNorm.EPSILON);
      }
      return deviations;
    }

    private double[] row(List<Component> seen) {
      double[] row = seen.stream().mapToDouble(component -> component.size(sample)).toArray();
      double squares = 0;
      for (double size : row) {
        squares += size * size;
      }
      for (int i = 0; i < row.length; i++) {
        row[i] /= Math.sqrt(squares);
      }
      return row;
    }
  }
}
