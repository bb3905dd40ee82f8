package ai.nmt.train.validation;

import java.util.List;
import java.util.Map;

/**
 * Measures of the model's quality that the criterion does not give, such as BLEU of translations;
 * taken at every validation, on each set. What they do must leave the parameters alone; random
 * numbers of the engine may be drawn, since every update begins with a seed of its own.
 */
public interface ValidationMetric {
  /**
   * The metrics' names in reports and for {@code --best-checkpoint-metric}.
   *
   * @return a word each, for example {@code bleu}
   */
  List<String> names();

  /**
   * Measures the model as it is now.
   *
   * @param subset name of the validation data
   * @return a value for each of {@link #names}, in their order
   */
  Map<String, Double> measure(String subset);
}
