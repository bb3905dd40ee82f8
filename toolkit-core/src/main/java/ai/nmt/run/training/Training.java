package ai.nmt.run.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.checkpoint.SaveDirectoryLock;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.loss.Criterion;
import ai.nmt.optim.MovingAverage;
import ai.nmt.optim.Optimizer;
import ai.nmt.residual.InitType;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.run.StoredRules;
import ai.nmt.schedule.LearningRateSchedule;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.ListenerList;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationResult;
import ai.nmt.train.guard.LossWatch;
import ai.nmt.train.guard.NotFiniteHandler;
import ai.nmt.train.guard.NotFiniteSearch;
import ai.nmt.train.guard.OnNan;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.loop.Trainer;
import ai.nmt.train.saving.CheckpointSaver;
import ai.nmt.train.saving.DictionarySymbols;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.RestoreConfig;
import ai.nmt.train.saving.TrainingCheckpoint;
import ai.nmt.train.update.BatchEvaluator;
import ai.nmt.train.update.TrainedState;
import ai.nmt.train.update.UpdateConfig;
import ai.nmt.train.update.UpdateResult;
import ai.nmt.train.update.UpdateStep;
import ai.nmt.train.validation.ValidationMetric;
import ai.nmt.train.validation.Validator;
import ai.nmt.transformer.Transformer;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A training: from a plan to checkpoints. */
public final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final StopSignal signal;
  private final List<ValidationMetric> metrics;
  private final Map<String, Object> notes = new LinkedHashMap<>();
  private EvaluationConfig evaluation = EvaluationConfig.defaults();
  private OnNan onNan = OnNan.ABORT;
  private UnaryOperator<Trainer.Stepper> faults = UnaryOperator.identity();

  /**
   * Makes a training without further metrics.
   *
   * @param plan what to train, on what, and how
   * @param listener is told of everything
   * @param signal may ask to stop
   */
  public Training(TrainingPlan plan, TrainingListener listener, StopSignal signal) {
    this(plan, listener, signal, List.of());
  }

  /**
   * Makes a training.
   *
   * @param plan what to train, on what, and how
   * @param listener is told of everything
   * @param signal may ask to stop
   * @param metrics what validation measures besides the loss
   */
  public Training(
      TrainingPlan plan,
      TrainingListener listener,
      StopSignal signal,
      List<ValidationMetric> metrics) {
    this.plan = plan;
    this.listener = listener;
    this.signal = signal;
    this.metrics = List.copyOf(metrics);
  }

  /**
   * Adds to what checkpoints and listeners are told of the training.
   *
   * @param sections name to a value that Gson can write
   * @return this
   */
  public Training noting(Map<String, Object> sections) {
    notes.putAll(sections);
    return this;
  }

  /**
   * Translates validation data and measures the translations.
   *
   * @param config what is measured, and how
   * @return this
   */
  public Training evaluating(EvaluationConfig config) {
    evaluation = config;
    return this;
  }

  /**
   * Says what becomes of updates whose loss or gradient is not finite; {@link OnNan#ABORT} if not
   * called.
   *
   * @param policy what to do
   * @return this
   */
  public Training onNan(OnNan policy) {
    onNan = policy;
    return this;
  }

  /** Lets a test disturb the updates. */
  Training withFaults(UnaryOperator<Trainer.Stepper> injection) {
    faults = injection;
    return this;
  }

  /**
   * Runs it on the calling thread.
   *
   * @return how it ended
   * @throws InputException where data, checkpoint or settings are wrong, or training diverges
   */
  @SuppressWarnings("try") // The lock works by being held; nothing calls it.
  public TrainingResult run() {
    try (SaveDirectoryLock lock = lock();
        TrainingData data = new TrainingData(plan)) {
      Device device = plan.engine().start();
      try (NDManager base = NDManager.newBaseManager(device)) {
        return run(data, base);
      }
    }
  }

  /** Keeps others out of the save directory; null, which has nothing to close, without one. */
  private SaveDirectoryLock lock() {
    SavingConfig saving = plan.training().saving();
    return saving.enabled() ? SaveDirectoryLock.acquire(Path.of(saving.directory())) : null;
  }

  private TrainingResult run(TrainingData data, NDManager base) {
    try (StartingPoint origin = StartingPoint.open(plan, data)) {
      return run(data, base, origin);
    }
  }

  private TrainingResult run(TrainingData data, NDManager base, StartingPoint origin) {
    TrainingConfig config = plan.training();
    OptimizationConfig optimization = config.optimization();
    ModelDescription description = data.describe();
    Transformer model = description.create();
    List<ValidationMetric> measured = metrics(data, model, base);
    if (origin.isFresh()) {
      new Initialization(plan, base, data).apply(model);
    } else {
      model.initialize(base, config.seed());
    }
    try (FlatParameters parameters = parameters(base, model, optimization.precision());
        Criterion criterion = optimization.criterion().create(base, Dictionary.PAD);
        Optimizer optimizer = optimization.optimizer().create(base, parameters);
        MovingAverage average = average(base, parameters, optimization)) {
      describe(parameters);
      TrainedState state =
          new TrainedState(parameters, optimizer, average, optimization.precision().lossScale());
      TrainingCheckpoint checkpoints =
          new TrainingCheckpoint(base, description, config, state, sections(data));
      Progress start = origin.begin(checkpoints, data);
      if (plan.model().initType() == InitType.ADAPTIVE_PROFILING && !origin.goesOn()) {
        return new TrainingResult(start, false, "profiling was all that was asked for");
      }
      checkpoints.describeTo(listener);
      UpdateStep step = new UpdateStep(base, model::forward, criterion, state, updateConfig());
      BatchEvaluator evaluator =
          new BatchEvaluator(base, model::forward, criterion, optimization.sentenceAverage());
      try (NotFiniteSearch search = search(base, model, parameters, step);
          CheckpointSaver saver = new CheckpointSaver(config.saving(), checkpoints, listener)) {
        LearningRateSchedule schedule = optimization.schedule().create();
        Trainer.Parts parts =
            new Trainer.Parts(
                data,
                faults.apply(watched(step)),
                schedule,
                validator(data, measured, evaluator),
                saver,
                new NotFiniteHandler(onNan, search, () -> rollBack(saver, checkpoints, schedule)),
                new ListenerList(List.of(new WarmupWatch(config, LOG::warn), listener)),
                signal);
        return new Trainer(config, parts).train(start, plan.restore());
      } finally {
        tellShortages(step.memoryShortages() + evaluator.memoryShortages());
      }
    }
  }

  private static FlatParameters parameters(
      NDManager base, Transformer model, PrecisionConfig precision) {
    return new FlatParameters(
        base, model.parameters(), precision.format(), precision.memoryEfficient());
  }

  /** What follows the parameters; null, which try-with-resources leaves alone, for nothing. */
  private static MovingAverage average(
      NDManager base, FlatParameters parameters, OptimizationConfig config) {
    return config.movingAverage() == null
        ? null
        : new MovingAverage(base, parameters, config.movingAverage());
  }

  /** What checkpoints say besides model and settings: where it all came from. */
  private Map<String, Object> sections(TrainingData data) {
    Map<String, Object> sections = new LinkedHashMap<>(StoredRules.section(data.rules()));
    sections.put(DataDescription.SECTION, data.describeFiles());
    sections.put("machine", Machine.here());
    sections.put(DictionarySymbols.SECTION, DictionarySymbols.of(data.source(), data.target()));
    sections.putAll(notes);
    return sections;
  }

  private void describe(FlatParameters parameters) {
    LOG.info(
        "model: {} trained; {}, {}",
        Counted.of(parameters.trainableSize(), "parameter"),
        Counted.of(TorchEngine.threads(), "thread"),
        plan.engine().device());
  }

  private UpdateConfig updateConfig() {
    OptimizationConfig optimization = plan.training().optimization();
    return new UpdateConfig(
        optimization.clipNorm(), optimization.sentenceAverage(), plan.training().seed(), 0);
  }

  /** All metrics; whatever is asked for and not measured is noticed here. */
  private List<ValidationMetric> metrics(TrainingData data, Transformer model, NDManager base) {
    List<ValidationMetric> all = new ArrayList<>(metrics);
    if (evaluation.measures()) {
      evaluation.complaint(data.target()).ifPresent(LOG::warn);
      all.add(
          new TranslationMetrics(
              evaluation,
              model,
              base,
              data.target(),
              evaluation.plainText(data.rules(), data.describe().targetLanguage()),
              data.validationSets()));
    }
    SavingConfig saving = plan.training().saving();
    ValidationResult.requireMeasured(
        saving.bestMetric(), all.stream().flatMap(metric -> metric.names().stream()).toList());
    TranslationMetrics.requireHighest(saving);
    return all;
  }

  private static NotFiniteSearch search(
      NDManager base, Transformer model, FlatParameters parameters, UpdateStep step) {
    List<ResidualConnection> all = model.residuals();
    int inEncoder = 2 * model.config().encoder().layers();
    return new NotFiniteSearch(
        base, all.subList(0, inEncoder), all.subList(inEncoder, all.size()), parameters, step);
  }

  private static void tellShortages(long shortages) {
    if (shortages > 0) {
      LOG.warn(
          "native memory ran out {} times, each time a batch was computed in halves", shortages);
    }
  }

  /** Makes an update and tells of a loss that rises. */
  private static Trainer.Stepper watched(UpdateStep step) {
    LossWatch watch = new LossWatch();
    return (batches, update, rate) -> {
      UpdateResult result = step.run(batches, update, rate);
      if (!result.overflowed() && result.targetTokens() > 0) {
        watch
            .see(update + 1, result.loss().loss() / result.targetTokens())
            .ifPresent(message -> LOG.warn("{}", message));
      }
      return result;
    };
  }

  /** Goes back to checkpoint_last; returns its progress, or null where there is none. */
  private Progress rollBack(
      CheckpointSaver saver, TrainingCheckpoint checkpoints, LearningRateSchedule schedule) {
    saver.finish();
    Path last = Path.of(plan.training().saving().directory()).resolve(CheckpointNames.LAST);
    if (!Files.exists(last)) {
      return null;
    }
    try (Checkpoint checkpoint = CheckpointFiles.open(last)) {
      Progress saved = checkpoints.restore(checkpoint, RestoreConfig.defaults());
      if (saved.schedule() != null) {
        schedule.restore(saved.schedule());
      }
      return saved;
    }
  }

  private Validator validator(
      TrainingData data, List<ValidationMetric> measured, BatchEvaluator evaluator) {
    TrainingConfig config = plan.training();
    return new Validator(
        evaluator::evaluate,
        data.validationSets(),
        measured,
        listener,
        updates -> config.validation().seed(config.seed(), updates));
  }
}
