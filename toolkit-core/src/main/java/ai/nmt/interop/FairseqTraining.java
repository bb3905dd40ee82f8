package ai.nmt.interop;

import ai.nmt.batch.BatchLimits;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.io.InputException;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.tensor.Precision;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.EpochRecord;
import ai.nmt.train.LoadingConfig;
import ai.nmt.train.MeterSums;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.Progress;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.update.LossScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The settings and the progress of the training that wrote a fairseq checkpoint. */
final class FairseqTraining {
  private final FairseqArguments arguments;
  private final List<String> unknown = new ArrayList<>();

  FairseqTraining(FairseqArguments arguments) {
    this.arguments = arguments;
  }

  /**
   * The settings as far as the toolkit has them; what it does not know keeps the toolkit's default.
   */
  TrainingConfig config() {
    TrainingConfig defaults = TrainingConfig.defaults();
    int tokens = arguments.integer("max_tokens", 0);
    int sentences = arguments.integer("max_sentences", 0);
    BatchLimits limits =
        new BatchLimits(tokens, sentences, arguments.integer("required_batch_size_multiple", 8));
    LoadingConfig loading =
        tokens == 0 && sentences == 0 ? defaults.loading() : LoadingConfig.limited(limits, limits);
    return new TrainingConfig(
        (long) arguments.number("seed", (double) defaults.seed()),
        loading,
        optimization(),
        new StoppingConfig(
            arguments.integer("max_epoch", 0),
            (long) arguments.number("max_update", 0),
            arguments.number("min_lr", -1)),
        defaults.validation(),
        defaults.saving());
  }

  private OptimizationConfig optimization() {
    OptimizationConfig defaults = OptimizationConfig.defaults();
    return new OptimizationConfig(
        mapped(this::criterion, defaults.criterion()),
        mapped(() -> OptimizerArguments.config(arguments), defaults.optimizer()),
        mapped(() -> ScheduleArguments.config(arguments), defaults.schedule()),
        Math.max(0, arguments.number("clip_norm", 0)),
        arguments.flag("sentence_avg"),
        updateFrequency(),
        null,
        mapped(this::precision, defaults.precision()));
  }

  /**
   * A part of the settings; the default where the toolkit has no such part, which does not keep a
   * model from being used.
   */
  private <T> T mapped(Supplier<T> part, T otherwise) {
    try {
      return part.get();
    } catch (InputException | IllegalArgumentException e) {
      unknown.add(e.getMessage());
      return otherwise;
    }
  }

  /**
   * What of the settings the toolkit does not have, found by {@link #config}.
   *
   * @return sentences
   */
  List<String> unknown() {
    return List.copyOf(unknown);
  }

  private CriterionConfig criterion() {
    String name = arguments.text("criterion");
    for (CriterionConfig.Kind kind : CriterionConfig.Kind.values()) {
      if (kind.toString().equals(name)) {
        return new CriterionConfig(kind, arguments.number("label_smoothing", 0));
      }
    }
    throw new InputException("there is no --criterion " + name);
  }

  private PrecisionConfig precision() {
    boolean efficientHalf = arguments.flag("memory_efficient_fp16");
    boolean efficientBrain = arguments.flag("memory_efficient_bf16");
    LossScale.Settings scaling = LossScale.Settings.defaults();
    double threshold = arguments.number("threshold_loss_scale", 0);
    Precision format =
        efficientHalf || arguments.flag("fp16")
            ? Precision.FLOAT16
            : efficientBrain || arguments.flag("bf16") ? Precision.BFLOAT16 : Precision.FLOAT32;
    return new PrecisionConfig(
        format,
        efficientHalf || efficientBrain,
        new LossScale.Settings(
            arguments.number("fp16_init_scale", scaling.initial()),
            (long) arguments.number("fp16_scale_window", (double) scaling.window()),
            arguments.number("fp16_scale_tolerance", scaling.tolerance()),
            arguments.number("min_loss_scale", scaling.minimum()),
            threshold > 0 ? Double.valueOf(threshold) : scaling.threshold()));
  }

  private List<Integer> updateFrequency() {
    List<Double> frequency = arguments.numbers("update_freq");
    return frequency.isEmpty() ? List.of(1) : frequency.stream().map(Double::intValue).toList();
  }

  /**
   * How far the training had come.
   *
   * @param state the checkpoint
   */
  Progress progress(Map<?, ?> state) {
    Map<?, ?> extra = map(state.get("extra_state"));
    Map<?, ?> iterator = map(extra.get("train_iterator"));
    long updates = updates(state);
    // fairseq upgrades checkpoints of before the stateful iterator in the same way.
    int epoch = (int) number(iterator.get("epoch"), number(extra.get("epoch"), 1));
    int batches =
        (int) number(iterator.get("iterations_in_epoch"), number(extra.get("batch_offset"), 0));
    if (batches == 0 && !iterator.containsKey("version")) {
      // Before 0.9, an epoch without a place in it is one that is finished.
      epoch += 1;
    }
    int workers = Math.max(1, arguments.integer("distributed_world_size", 1));
    IteratorPosition position =
        new IteratorPosition(Math.max(1, epoch), Math.multiplyExact(Math.max(0, batches), workers));
    return new Progress(
        updates,
        position,
        extra.get("best") instanceof Number best ? Double.valueOf(best.doubleValue()) : null,
        MeterSums.ZERO,
        number(extra.get("previous_training_time"), 0),
        history(position, updates, rate(state)),
        memory(state),
        null);
  }

  /** The number of updates done. */
  static long updates(Map<?, ?> state) {
    return (long) number(last(state.get("optimizer_history")).get("num_updates"), 0);
  }

  /** The epoch before, which is all that most schedules need to know. */
  private static List<EpochRecord> history(IteratorPosition position, long updates, double rate) {
    return position.epoch() == 1
        ? List.of()
        : List.of(new EpochRecord(position.epoch() - 1, updates, rate, MeterSums.ZERO, null));
  }

  /** What the schedule remembers; null where the number of epochs tells it enough. */
  private Map<String, Double> memory(Map<?, ?> state) {
    double rate = rate(state);
    if (!"reduce_lr_on_plateau".equals(arguments.text("lr_scheduler")) || rate == 0) {
      return null;
    }
    Object best = map(last(state.get("optimizer_history")).get("lr_scheduler_state")).get("best");
    return ReduceOnPlateau.memory(rate, number(best, Double.POSITIVE_INFINITY), 0);
  }

  /** The learning rate of the last update; 0 where it is not known. */
  private static double rate(Map<?, ?> state) {
    Map<?, ?> optimizer = map(state.get("last_optimizer_state"));
    return optimizer.get("param_groups") instanceof List<?> groups && !groups.isEmpty()
        ? number(map(groups.get(0)).get("lr"), 0)
        : 0;
  }

  private static Map<?, ?> last(Object list) {
    return list instanceof List<?> items && !items.isEmpty()
        ? map(items.get(items.size() - 1))
        : Map.of();
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static double number(Object value, double otherwise) {
    return value instanceof Number number ? number.doubleValue() : otherwise;
  }
}
