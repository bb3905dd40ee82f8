package ai.nmt.train.validation;

import ai.nmt.batch.Batch;
import ai.nmt.batch.BatchIterator;
import ai.nmt.loss.LossSums;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.Perplexity;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.update.BatchEvaluator;
import ai.nmt.train.update.UpdateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Measures the model on validation data, without dropout and without changing anything. */
public final class Validator {
  private final Function<Batch, UpdateResult> evaluate;
  private final List<ValidationSet> sets;
  private final List<ValidationMetric> metrics;
  private final TrainingListener listener;
  private final LongUnaryOperator seeds;

  /**
   * Makes a validator.
   *
   * @param evaluate the loss of a batch, {@link BatchEvaluator#evaluate}
   * @param sets validation data; the first set's result decides about the best checkpoint
   * @param metrics what is measured besides the loss, on each set
   * @param listener is told how it goes on
   * @param seeds the engine's seed of a validation after so many updates
   */
  public Validator(
      Function<Batch, UpdateResult> evaluate,
      List<ValidationSet> sets,
      List<ValidationMetric> metrics,
      TrainingListener listener,
      LongUnaryOperator seeds) {
    this.evaluate = evaluate;
    this.sets = List.copyOf(sets);
    this.metrics = List.copyOf(metrics);
    this.listener = listener;
    this.seeds = seeds;
  }

  /**
   * Validates on all sets.
   *
   * @param updates number of updates the model has seen
   * @return a result per set
   */
  public List<ValidationResult> validate(long updates) {
    TorchEngine.seed(seeds.applyAsLong(updates));
    List<ValidationResult> results = new ArrayList<>();
    for (ValidationSet set : sets) {
      results.add(validate(set, updates));
    }
    return results;
  }

  private ValidationResult validate(ValidationSet set, long updates) {
    LossSums loss = LossSums.ZERO;
    long tokens = 0;
    long sentences = 0;
    long samples = 0;
    try (BatchIterator batches = set.batches().get()) {
      listener.validationStarted(set.name(), batches.size());
      while (batches.hasNext()) {
        UpdateResult result = evaluate.apply(batches.next());
        loss = loss.plus(result.loss());
        tokens += result.targetTokens();
        sentences += result.sentences();
        samples += result.sampleSize();
        listener.validationAdvanced();
      }
    }
    return new ValidationResult(
        set.name(),
        updates,
        Perplexity.bits(loss.loss(), samples),
        Perplexity.bits(loss.negativeLogLikelihood(), tokens),
        tokens,
        sentences,
        measure(set.name()));
  }

  private Map<String, Double> measure(String subset) {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.putAll(metric.measure(subset)));
    return values;
  }
}
