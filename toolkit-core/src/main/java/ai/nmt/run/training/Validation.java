package ai.nmt.run.training;

import ai.djl.Device;
import ai.nmt.batch.BatchLimits;
import ai.nmt.batch.BatchingConfig;
import ai.nmt.batch.Collator;
import ai.nmt.batch.EpochBatches;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.batch.LengthFilter;
import ai.nmt.batch.PlannedBatches;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.loss.Criterion;
import ai.nmt.rules.TextRules;
import ai.nmt.run.Direction;
import ai.nmt.run.EngineConfig;
import ai.nmt.run.translation.TranslationModel;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.saving.TrainingCheckpoint;
import ai.nmt.train.update.BatchEvaluator;
import ai.nmt.train.validation.ValidationMetric;
import ai.nmt.train.validation.ValidationSet;
import ai.nmt.train.validation.Validator;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures a checkpoint on validation data, with the criterion, seed and batches of its training:
 * on the training's data and threads it finds what the training found, bit for bit.
 */
public final class Validation {
  private static final Logger LOG = LoggerFactory.getLogger(Validation.class);

  private static final int BATCHES_AHEAD = 4;

  /**
   * What is measured on what.
   *
   * @param checkpoint the model
   * @param data folder that preprocess wrote
   * @param direction languages of the data, by default those of the model
   * @param subsets names of the validation data, at least one
   * @param limits how large a batch may get; no limit at all = as in the training
   * @param skipInvalid whether pairs longer than the model's positions are left out and counted;
   *     otherwise they are an error
   * @param evaluation what is measured of translations
   * @param engine where to compute
   */
  public record Plan(
      Path checkpoint,
      Path data,
      Direction direction,
      List<String> subsets,
      BatchLimits limits,
      boolean skipInvalid,
      EvaluationConfig evaluation,
      EngineConfig engine) {}

  private final Plan plan;
  private final TrainingListener listener;
  private final TrainingConfig training;
  private final long updates;

  /**
   * Reads how the checkpoint was trained.
   *
   * @param plan what is measured on what
   * @param listener is told how it goes on
   * @throws InputException where there is no such checkpoint
   */
  public Validation(Plan plan, TrainingListener listener) {
    this.plan = plan;
    this.listener = listener;
    try (Checkpoint checkpoint = CheckpointFiles.openModel(plan.checkpoint())) {
      Optional<TrainingConfig> trained = TrainingCheckpoint.config(checkpoint);
      this.training = trained.orElseGet(TrainingConfig::defaults);
      if (trained.isEmpty()) {
        LOG.warn(
            "{} does not say how it was trained: the loss is that of --criterion {}",
            plan.checkpoint(),
            training.optimization().criterion().kind());
      }
      this.updates = TrainingCheckpoint.progress(checkpoint).map(Progress::updates).orElse(0L);
    }
  }

  /**
   * Measures.
   *
   * @return a result per subset, in their order
   * @throws InputException where data is missing or is not the model's
   */
  public List<ValidationResult> run() {
    Device device = plan.engine().start();
    List<ParallelCorpus> open = new ArrayList<>();
    OptimizationConfig optimization = training.optimization();
    try (TranslationModel model =
            TranslationModel.load(plan.checkpoint(), plan.data(), plan.direction(), device);
        Criterion criterion = optimization.criterion().create(model.manager(), Dictionary.PAD)) {
      List<ValidationSet> sets =
          plan.subsets().stream().map(name -> set(name, model, open)).toList();
      BatchEvaluator evaluator =
          new BatchEvaluator(
              model.manager(),
              model.transformer()::forward,
              criterion,
              optimization.sentenceAverage());
      return new Validator(
              evaluator::evaluate,
              sets,
              metrics(model, sets),
              listener,
              done -> training.validation().seed(training.seed(), done))
          .validate(updates);
    } finally {
      open.forEach(ParallelCorpus::close);
    }
  }

  private List<ValidationMetric> metrics(TranslationModel model, List<ValidationSet> sets) {
    EvaluationConfig evaluation = plan.evaluation();
    if (!evaluation.measures()) {
      return List.of();
    }
    evaluation.complaint(model.target()).ifPresent(LOG::warn);
    Optional<TextRules> rules = Optional.of(model.rules()).filter(known -> !known.changeNothing());
    return List.of(
        new TranslationMetrics(
            evaluation,
            model.transformer(),
            model.manager(),
            model.target(),
            evaluation.plainText(rules, model.languages().target()),
            sets));
  }

  private ValidationSet set(String name, TranslationModel model, List<ParallelCorpus> open) {
    ParallelCorpus whole =
        ParallelCorpora.open(plan.data(), name, model.languages(), model.source(), model.target());
    open.add(whole);
    LOG.info(
        "{} {} {}: {}",
        plan.data(),
        name,
        model.languages(),
        Counted.of(whole.size(), "sentence pair"));
    TransformerConfig sizes = model.transformer().config();
    ParallelCorpus corpus = training.loading().fitted(whole, sizes.encoder().maxPositions());
    LengthFilter filter =
        new LengthFilter(
            sizes.encoder().maxPositions(), sizes.decoder().maxPositions(), plan.skipInvalid());
    EpochBatches batches =
        EpochBatches.inOrder(
            PlannedBatches.of(corpus, new BatchingConfig(limits(), filter, training.seed()))
                .batches());
    Collator collator = new Collator(corpus);
    return new ValidationSet(
        name, () -> batches.iterator(IteratorPosition.start(), collator::collate, BATCHES_AHEAD));
  }

  private BatchLimits limits() {
    boolean unlimited = plan.limits().maxTokens() == 0 && plan.limits().maxSentences() == 0;
    return unlimited ? training.loading().validation() : plan.limits();
  }
}
