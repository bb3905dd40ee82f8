package ai.nmt.train;

/**
 * A measure of the model's quality that the criterion does not give, such as BLEU of translations;
 * taken at every validation.
 */
public interface ValidationMetric {
  /**
   * The metric's name in reports and for {@code --best-checkpoint-metric}.
   *
   * @return a word, for example {@code bleu}
   */
  String name();

  /**
   * Measures the model as it is now.
   *
   * @return the metric's value
   */
  double measure();
}
