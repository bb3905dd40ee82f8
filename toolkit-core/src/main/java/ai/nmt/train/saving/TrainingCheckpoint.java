package ai.nmt.train.saving;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.io.Counted;
import ai.nmt.io.InputException;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.TorchEngine;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.update.LossScale;
import ai.nmt.train.update.TrainedState;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in a training's checkpoints: parameters, optimiser state, perhaps their moving average,
 * and the sections {@code model} ({@link ModelDescription}), {@code training} ({@link
 * TrainingConfig}), {@code progress} ({@link Progress}) and {@code environment}, and sections that
 * whoever runs the training adds.
 */
public final class TrainingCheckpoint implements CheckpointSaver.Source {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingCheckpoint.class);

  private static final String TRAINING = "training";
  private static final String PROGRESS = "progress";
  private static final String LOSS_SCALE = "loss_scale";
  private static final String ENVIRONMENT = "environment";

  /**
   * What else decides about a result's last bits.
   *
   * @param toolkit version of the toolkit
   * @param threads threads within one operation
   * @param device {@code cpu} or {@code gpu}
   */
  record Environment(String toolkit, int threads, String device) {}

  private final NDManager base;
  private ModelDescription model;
  private final TrainingConfig config;
  private final TrainedState state;
  private final FlatParameters parameters;
  private final Map<String, Object> further;

  /**
   * Connects a training with its checkpoints.
   *
   * @param base manager below which views are made while a checkpoint is written or read
   * @param model describes the model
   * @param config the training's settings
   * @param state the tensors
   * @param further other sections of the checkpoints: name to a value that Gson can write
   */
  public TrainingCheckpoint(
      NDManager base,
      ModelDescription model,
      TrainingConfig config,
      TrainedState state,
      Map<String, Object> further) {
    this.base = base;
    this.model = model;
    this.config = config;
    this.state = state;
    this.parameters = state.parameters();
    this.further = Map.copyOf(further);
  }

  @Override
  public CheckpointSnapshot snapshot(Progress progress) {
    HostCopy copy = new HostCopy();
    try {
      sections().forEach(copy.content::section);
      copy.content.section(PROGRESS, progress);
      if (state.lossScale() != null) {
        copy.content.section(LOSS_SCALE, state.lossScale().state());
      }
      return parameters.edit(() -> withTensors(copy));
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  private HostCopy withTensors(HostCopy copy) {
    try (NDManager scope = base.newSubManager()) {
      for (NamedParameter parameter : parameters.parameters()) {
        copy.add(parameter.name(), parameters.slice(scope, parameter.name()));
      }
      if (!config.saving().withoutOptimizer()) {
        copy.addAll(Checkpoint.OPTIMIZER_PREFIX, state.optimizer().state(scope));
      }
      if (state.average() != null) {
        copy.addAll(Checkpoint.AVERAGE_PREFIX, state.average().state(scope));
      }
    }
    return copy;
  }

  /** Tensors in host memory that nobody else changes. */
  private static final class HostCopy implements CheckpointSnapshot {
    private final NDManager host = NDManager.newBaseManager(Device.cpu());
    private final CheckpointContent content = new CheckpointContent();

    void addAll(String prefix, Map<String, NDArray> arrays) {
      arrays.forEach((name, array) -> add(prefix + name, array));
    }

    void add(String name, NDArray array) {
      NDArray copy =
          array.getDevice().isGpu() ? array.toDevice(Device.cpu(), true) : array.duplicate();
      copy.attach(host);
      content.tensor(name, copy);
    }

    @Override
    public void write(Path file) {
      TorchEngine.prepareThread();
      content.write(file);
    }

    @Override
    public void close() {
      host.close();
    }
  }

  /** All sections but the progress, which is the one that changes. */
  private Map<String, Object> sections() {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put(ENVIRONMENT, environment());
    sections.put(ModelDescription.section(), model);
    sections.put(TRAINING, config);
    sections.putAll(new TreeMap<>(further));
    return sections;
  }

  /**
   * Tells a listener what the checkpoints say of the training.
   *
   * @param listener is told
   */
  public void describeTo(TrainingListener listener) {
    Map<String, String> described = new LinkedHashMap<>();
    Map<String, Object> sections = sections();
    // Every word of two languages says nothing that the dictionaries' fingerprints do not.
    sections.remove(DictionarySymbols.SECTION);
    sections.forEach((name, value) -> described.put(name, CheckpointContent.json(value)));
    listener.described(described);
  }

  private Environment environment() {
    return new Environment(
        ToolkitVersion.get(), TorchEngine.threads(), base.getDevice().getDeviceType());
  }

  /**
   * Takes parameters, optimiser state and progress back.
   *
   * @param checkpoint an open checkpoint of a model with the same parameters
   * @param restore what to leave out
   * @return how far the training had come
   * @throws InputException where the checkpoint belongs to another model
   */
  public Progress restore(Checkpoint checkpoint, RestoreConfig restore) {
    if (!restore.resetOptimizer()) {
      requireSameOptimizer(checkpoint);
    }
    Progress saved =
        parameters.edit(
            () -> {
              restoreParameters(checkpoint);
              if (!restore.resetOptimizer()) {
                restoreOptimizer(checkpoint);
              }
              restoreAverage(checkpoint);
              return checkpoint.section(PROGRESS, Progress.class);
            });
    Progress progress = comparable(checkpoint, restore.apply(saved));
    warnOfOtherMachine(checkpoint);
    warnOfOtherBatches(checkpoint, progress);
    return progress;
  }

  /** Optimisers share names of tensors, not their meaning. */
  private void requireSameOptimizer(Checkpoint checkpoint) {
    String before =
        checkpoint.section(TRAINING, TrainingConfig.class).optimization().optimizer().name();
    String here = config.optimization().optimizer().name();
    if (!before.equals(here)) {
      throw new InputException(
          "%s was written by a training with --optimizer %s, this one has --optimizer %s: give the"
                  .formatted(checkpoint.path(), before, here)
              + " former, or --reset-optimizer to start with a fresh state");
    }
  }

  /**
   * Takes the parameters back, and nothing else; a moving average begins with them.
   *
   * @param checkpoint an open checkpoint of a model with the same parameters
   * @throws InputException where the checkpoint belongs to another model
   */
  public void restoreParametersAlone(Checkpoint checkpoint) {
    parameters.edit(
        () -> {
          restoreParameters(checkpoint);
          if (state.average() != null) {
            state.average().begin();
          }
          return state;
        });
  }

  /**
   * Whether another program wrote a checkpoint.
   *
   * @param checkpoint an open checkpoint
   * @return whether it says nothing of the toolkit's version and engine
   */
  public static boolean isForeign(Checkpoint checkpoint) {
    return !checkpoint.hasSection(ENVIRONMENT);
  }

  /**
   * How far the training had come that wrote a checkpoint.
   *
   * @param checkpoint an open checkpoint of a training
   * @return updates made
   * @throws InputException where no training wrote it
   */
  public static long updates(Checkpoint checkpoint) {
    return checkpoint.section(PROGRESS, Progress.class).updates();
  }

  private void restoreParameters(Checkpoint checkpoint) {
    model = model.withStartOf(checkpoint);
    try (NDManager scope = base.newSubManager()) {
      for (NamedParameter parameter : parameters.parameters()) {
        checkpoint.copyTo(parameter.name(), parameters.slice(scope, parameter.name()));
      }
    }
    requireNoOthers(
        checkpoint, parameters.parameters().stream().map(NamedParameter::name).toList());
  }

  /**
   * Checks that a checkpoint has no parameters but those of the model.
   *
   * @param checkpoint an open checkpoint
   * @param names names of the model's parameters
   * @throws InputException where it has others, naming them
   */
  public static void requireNoOthers(Checkpoint checkpoint, List<String> names) {
    Set<String> others = new HashSet<>(checkpoint.tensorNames());
    names.forEach(others::remove);
    others.removeIf(Checkpoint::isTrainingState);
    if (!others.isEmpty()) {
      throw new InputException(
          "%s holds parameters that the model lacks (%s): it belongs to another architecture"
              .formatted(
                  checkpoint.path(),
                  String.join(", ", others.stream().sorted().limit(5).toList())));
    }
  }

  private void restoreOptimizer(Checkpoint checkpoint) {
    try (NDManager scope = base.newSubManager()) {
      SortedMap<String, NDArray> saved = load(scope, checkpoint, Checkpoint.OPTIMIZER_PREFIX);
      if (saved.isEmpty()) {
        throw new InputException(
            "%s holds no optimiser state; give --reset-optimizer to start with a fresh one"
                .formatted(checkpoint.path()));
      }
      state.optimizer().restore(saved);
    }
    if (state.lossScale() != null && checkpoint.hasSection(LOSS_SCALE)) {
      state.lossScale().restore(checkpoint.section(LOSS_SCALE, LossScale.State.class));
    }
  }

  private void restoreAverage(Checkpoint checkpoint) {
    try (NDManager scope = base.newSubManager()) {
      SortedMap<String, NDArray> saved = load(scope, checkpoint, Checkpoint.AVERAGE_PREFIX);
      if (state.average() == null) {
        if (!saved.isEmpty()) {
          LOG.warn(
              "{} holds a moving average, which is given up: --ema-decay goes on with it",
              checkpoint.path());
        }
      } else if (saved.isEmpty()) {
        LOG.warn("{} holds no moving average: it begins with its parameters", checkpoint.path());
        state.average().begin();
      } else {
        state.average().restore(saved);
      }
    }
  }

  private static SortedMap<String, NDArray> load(
      NDManager scope, Checkpoint checkpoint, String prefix) {
    SortedMap<String, NDArray> tensors = new TreeMap<>();
    for (String name : checkpoint.tensorNames()) {
      if (name.startsWith(prefix)) {
        tensors.put(name.substring(prefix.length()), checkpoint.tensors().load(scope, name));
      }
    }
    return tensors;
  }

  /**
   * How a checkpoint was trained.
   *
   * @param checkpoint an open checkpoint
   * @return the training's settings; empty where another program trained it
   */
  public static Optional<TrainingConfig> config(Checkpoint checkpoint) {
    return checkpoint.hasSection(TRAINING)
        ? Optional.of(checkpoint.section(TRAINING, TrainingConfig.class))
        : Optional.empty();
  }

  /**
   * How far the training of a checkpoint had come.
   *
   * @param checkpoint an open checkpoint
   * @return the progress; empty where another program trained it
   */
  public static Optional<Progress> progress(Checkpoint checkpoint) {
    return checkpoint.hasSection(PROGRESS)
        ? Optional.of(checkpoint.section(PROGRESS, Progress.class))
        : Optional.empty();
  }

  /** Values of different metrics say nothing about which model is better. */
  private Progress comparable(Checkpoint checkpoint, Progress progress) {
    SavingConfig before = checkpoint.section(TRAINING, TrainingConfig.class).saving();
    SavingConfig here = config.saving();
    boolean same =
        before.bestMetric().equals(here.bestMetric())
            && before.bestIsHighest() == here.bestIsHighest();
    if (same || (progress.best() == null && progress.checks().best() == null)) {
      return progress;
    }
    LOG.warn(
        "the best value in {} is that of --best-checkpoint-metric {}, which does not count for {}:"
            + " the next validation gives the first one",
        checkpoint.path(),
        before.bestMetric(),
        here.bestMetric());
    return progress.withoutBest();
  }

  private void warnOfOtherMachine(Checkpoint checkpoint) {
    Environment here = environment();
    if (isForeign(checkpoint)) {
      LOG.info(
          "{} was written by another program, whose random numbers are others: with dropout,"
              + " results differ from those of its own continuation",
          checkpoint.path());
      return;
    }
    Environment saved = checkpoint.section(ENVIRONMENT, Environment.class);
    if (!saved.equals(here)) {
      LOG.warn(
          "{} was written with {}, this is {}: results will differ in their last digits from an"
              + " uninterrupted training",
          checkpoint.path(),
          saved,
          here);
    }
  }

  private void warnOfOtherBatches(Checkpoint checkpoint, Progress progress) {
    TrainingConfig before = checkpoint.section(TRAINING, TrainingConfig.class);
    boolean otherBatches =
        before.seed() != config.seed()
            || before.loading().curriculum() != config.loading().curriculum()
            || !before.loading().training().equals(config.loading().training());
    if (otherBatches && progress.position().batchesDone() > 0) {
      LOG.warn(
          "--seed, --curriculum or the limits of batches differ from those of {}: the epoch goes on"
              + " after {} of another order (--reset-dataloader begins anew)",
          checkpoint.path(),
          Counted.of(progress.position().batchesDone(), "batch"));
    }
  }
}
