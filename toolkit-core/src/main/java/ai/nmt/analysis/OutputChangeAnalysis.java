package ai.nmt.analysis;

/**
 * How much the encoder's output changes when all its weights change a little (Liu et al. 2020,
 * figure 4 and theorem 2): |x - x*|², where x* is the output of the same sample after a {@link
 * Perturbation}. It grows with the number of sub-layers n as O(n) under Post-LN and as O(log n)
 * under Pre-LN and Admin.
 */
public final class OutputChangeAnalysis {
  private OutputChangeAnalysis() {}

  /**
   * Measures; the model's weights are changed afterwards.
   *
   * @param subject model and sample
   * @param perturbation how the weights are changed
   * @param seed decides what is random in it
   * @return |x - x*|², summed over the D dimensions of all tokens of the sample, padding excluded
   */
  public static double measure(Subject subject, Perturbation perturbation, long seed) {
    float[] before = subject.encode();
    perturbation.apply(subject, seed);
    float[] after = subject.encode();
    int dim = subject.model().config().encoder().dim();
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      if (subject.sample().isToken(i / dim)) {
        double difference = (double) after[i] - before[i];
        sum += difference * difference;
      }
    }
    return sum;
  }
}
