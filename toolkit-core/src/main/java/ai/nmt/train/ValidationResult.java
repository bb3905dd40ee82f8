package ai.nmt.train;

import ai.nmt.io.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a validation found, fairseq's way: base 2, per token.
 *
 * @param subset name of the validation data, for example {@code valid}
 * @param updates number of updates the model had seen
 * @param loss criterion per token (per sentence with {@code --sentence-avg})
 * @param negativeLogLikelihood negative log-likelihood per token
 * @param tokens number of target tokens
 * @param sentences number of sentence pairs
 * @param metrics values of further metrics by name
 */
public record ValidationResult(
    String subset,
    long updates,
    double loss,
    double negativeLogLikelihood,
    long tokens,
    long sentences,
    Map<String, Double> metrics) {
  /** Metrics that cost a translation, each with a flag that asks for it. */
  private static final Set<String> TRANSLATED = Set.of("bleu", "chrf");

  /** Makes the metrics immutable; they keep their order. */
  public ValidationResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The perplexity.
   *
   * @return 2 to the negative log-likelihood per token
   */
  public double perplexity() {
    return Perplexity.of(negativeLogLikelihood);
  }

  /**
   * A value by its name.
   *
   * @param name {@code loss}, {@code nll_loss}, {@code ppl} or one of {@link #metrics}
   * @return the value
   * @throws InputException where there is none of that name; the message lists the names
   */
  public double value(String name) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", loss);
    values.put("nll_loss", negativeLogLikelihood);
    values.put("ppl", perplexity());
    values.putAll(metrics);
    requireOneOf(name, values.keySet());
    return values.get(name);
  }

  /**
   * Checks before a training what {@link #value} would find after an epoch.
   *
   * @param name a metric's name
   * @param further names of what is measured besides the loss
   * @throws InputException where there is none of that name; the message lists the names
   */
  public static void requireMeasured(String name, List<String> further) {
    List<String> names = new ArrayList<>(List.of("loss", "nll_loss", "ppl"));
    names.addAll(further);
    requireOneOf(name, names);
  }

  private static void requireOneOf(String name, Collection<String> names) {
    if (!names.contains(name)) {
      String measured =
          TRANSLATED.contains(name) ? "give --eval-" + name + " as well, or" : "expected";
      throw new InputException(
          "--best-checkpoint-metric %s is not measured; %s one of %s"
              .formatted(name, measured, names));
    }
  }
}
