package ai.nmt.analysis;

import java.util.Arrays;

/** The embeddings or a branch's result, with what has scaled it since. */
final class Component {
  private final float[] values;
  private final double[] dimensionFactors;
  private final double[] positionFactors;

  /**
   * Begins a component.
   *
   * @param values (B, S, D) flat
   * @param dim D
   * @param factor what scales it from the start
   */
  Component(float[] values, int dim, double factor) {
    this.values = values;
    this.dimensionFactors = new double[dim];
    Arrays.fill(dimensionFactors, factor);
    this.positionFactors = new double[values.length / dim];
    Arrays.fill(positionFactors, 1);
  }

  private Component(float[] values, double[] dimensionFactors, double[] positionFactors) {
    this.values = values;
    this.dimensionFactors = dimensionFactors;
    this.positionFactors = positionFactors;
  }

  /** A copy that can be scaled on its own. */
  Component copy() {
    return new Component(values, dimensionFactors.clone(), positionFactors.clone());
  }

  /** Multiplies by ω, (D). */
  void scale(float[] omega) {
    for (int d = 0; d < dimensionFactors.length; d++) {
      dimensionFactors[d] *= omega[d];
    }
  }

  /** Multiplies by γ, (D), and divides by the deviations of what is normalised, (B · S). */
  void normalize(float[] gain, double[] deviations) {
    scale(gain);
    for (int p = 0; p < positionFactors.length; p++) {
      positionFactors[p] /= deviations[p];
    }
  }

  /** The standard deviation over D, averaged over the sample's tokens. */
  double size(Sample sample) {
    int dim = dimensionFactors.length;
    double total = 0;
    int tokens = 0;
    for (int p = 0; p < positionFactors.length; p++) {
      if (sample.isToken(p)) {
        double sum = 0;
        double squares = 0;
        for (int d = 0; d < dim; d++) {
          double value = values[p * dim + d] * dimensionFactors[d];
          sum += value;
          squares += value * value;
        }
        double mean = sum / dim;
        total += Math.sqrt(Math.max(0, squares / dim - mean * mean)) * positionFactors[p];
        tokens++;
      }
    }
    return total / tokens;
  }
}
