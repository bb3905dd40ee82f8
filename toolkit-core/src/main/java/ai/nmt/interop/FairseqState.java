package ai.nmt.interop;

import ai.nmt.batch.BatchLimits;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.pickle.Tuple;
import ai.nmt.tensor.Precision;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.saving.ModelDescription;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a fairseq checkpoint says besides its tensors, made of the toolkit's sections. */
final class FairseqState {
  private static final Map<CriterionConfig.Kind, String> CRITERIA =
      Map.of(
          CriterionConfig.Kind.CROSS_ENTROPY, "CrossEntropyCriterion",
          CriterionConfig.Kind.LABEL_SMOOTHED_CROSS_ENTROPY, "LabelSmoothedCrossEntropyCriterion");

  /** fairseq's classes, by which it tells whether the state is that of its optimiser. */
  private static final Map<String, String> OPTIMIZERS =
      Map.of(
          "adam", "FairseqAdam",
          "radam", "FairseqRAdam",
          "sgd", "SGD",
          "nag", "FairseqNAG",
          "adagrad", "Adagrad",
          "adadelta", "Adadelta",
          "adamax", "FairseqAdamax",
          "adafactor", "FairseqAdafactor",
          "novograd", "FairseqNovoGrad");

  private final ModelDescription model;
  private final TrainingConfig training;
  private final Map<String, Object> progress;
  private final Map<String, Object> source;

  FairseqState(Checkpoint checkpoint) {
    this.model = ModelDescription.read(checkpoint);
    this.training =
        checkpoint.hasSection("training")
            ? checkpoint.section("training", TrainingConfig.class)
            : null;
    this.progress = JsonFields.section(checkpoint, "progress");
    this.source = JsonFields.section(checkpoint, FairseqSource.SECTION);
  }

  /** fairseq's own settings where the checkpoint came from there, else those of the training. */
  Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (JsonFields.at(source, "unset") instanceof List<?> unset) {
      unset.forEach(name -> arguments.put(String.valueOf(name), null));
    }
    if (JsonFields.at(source, "arguments") instanceof Map<?, ?> known) {
      known.forEach((name, value) -> arguments.put(String.valueOf(name), value));
    } else {
      arguments.putAll(trained());
    }
    Object arch = arguments.get("arch");
    arguments.putAll(FairseqModel.arguments(model.config()));
    if (arch != null) {
      arguments.put("arch", arch);
    }
    arguments.put("source_lang", model.sourceLanguage().isEmpty() ? null : model.sourceLanguage());
    arguments.put("target_lang", model.targetLanguage().isEmpty() ? null : model.targetLanguage());
    return arguments;
  }

  private Map<String, Object> trained() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("task", "translation");
    arguments.put("left_pad_source", true);
    arguments.put("left_pad_target", false);
    if (training == null) {
      return arguments;
    }
    OptimizationConfig optimization = training.optimization();
    BatchLimits limits = training.loading().training();
    arguments.put("seed", training.seed());
    arguments.put("max_tokens", limit(limits.maxTokens()));
    arguments.put("max_sentences", limit(limits.maxSentences()));
    arguments.put("criterion", optimization.criterion().kind().toString());
    arguments.put("label_smoothing", optimization.criterion().labelSmoothing());
    arguments.putAll(OptimizerArguments.of(optimization.optimizer()));
    arguments.putAll(ScheduleArguments.of(optimization.schedule()));
    arguments.put("clip_norm", optimization.clipNorm());
    arguments.put("sentence_avg", optimization.sentenceAverage());
    arguments.put("update_freq", optimization.updateFrequency());
    PrecisionConfig precision = optimization.precision();
    arguments.put("fp16", precision.format() == Precision.FLOAT16);
    arguments.put("bf16", precision.format() == Precision.BFLOAT16);
    if (precision.memoryEfficient()) {
      arguments.put(
          "memory_efficient_" + (precision.format() == Precision.FLOAT16 ? "fp16" : "bf16"), true);
    }
    arguments.values().removeIf(java.util.Objects::isNull);
    return arguments;
  }

  private static Long limit(int value) {
    return value == 0 ? null : Long.valueOf(value);
  }

  /** The optimiser's name. */
  private String optimizer() {
    return training == null ? "adam" : training.optimization().optimizer().name();
  }

  /** Whether the optimiser's state means the same to fairseq. */
  boolean isContinuable() {
    return FairseqOptimizer.CONTINUABLE.contains(optimizer());
  }

  long updates() {
    return progress.get("updates") instanceof Long updates ? updates : 0;
  }

  /** fairseq's list with one entry per run; only the last one matters to it. */
  List<Object> optimizerHistory() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(
        "criterion_name",
        CRITERIA.get(
            training == null
                ? CriterionConfig.Kind.CROSS_ENTROPY
                : training.optimization().criterion().kind()));
    entry.put("optimizer_name", OPTIMIZERS.get(optimizer()));
    Map<String, Object> schedule = new LinkedHashMap<>();
    Object lowest = JsonFields.at(progress, "schedule", "best");
    schedule.put("best", lowest == null ? progress.get("best") : lowest);
    entry.put("lr_scheduler_state", schedule);
    entry.put("num_updates", updates());
    return List.of(entry);
  }

  /** Where the training stands in its data. */
  Map<String, Object> extraState(FairseqLayout layout) {
    Map<String, Object> iterator = new LinkedHashMap<>();
    long epoch = JsonFields.at(progress, "position", "epoch") instanceof Long e ? e : 1;
    long done = JsonFields.at(progress, "position", "batchesDone") instanceof Long n ? n : 0;
    if (layout == FairseqLayout.SEPARATE) {
      iterator.put("version", 2);
      iterator.put("shuffle", true);
    } else if (done == 0) {
      // 0.8 takes an epoch without a place in it for a finished one.
      epoch -= 1;
    }
    iterator.put("epoch", epoch);
    iterator.put("iterations_in_epoch", done);
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("train_iterator", iterator);
    extra.put("val_loss", null);
    extra.put("epoch", epoch);
    if (progress.get("best") instanceof Number best) {
      extra.put("best", best);
    }
    if (progress.get("seconds") instanceof Number seconds) {
      extra.put("previous_training_time", seconds.doubleValue());
    }
    return extra;
  }

  /** The optimiser's settings, and the numbers of its parameters. */
  Map<String, Object> parameterGroup(int parameters) {
    FairseqArguments arguments = new FairseqArguments(arguments());
    List<Double> betas = arguments.numbers("adam_betas");
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < parameters; i++) {
      numbers.add(i);
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("lr", rate(arguments));
    group.put("betas", Tuple.of(betas.toArray()));
    group.put("eps", arguments.number("adam_eps", 1e-8));
    group.put("weight_decay", arguments.number("weight_decay", 0));
    group.put("amsgrad", false);
    group.put("params", numbers);
    return group;
  }

  /** The rate at the end of the last epoch; at first the one that was asked for. */
  private double rate(FairseqArguments arguments) {
    return progress.get("history") instanceof List<?> history
            && !history.isEmpty()
            && JsonFields.at(history.get(history.size() - 1), "learningRate") instanceof Number last
        ? last.doubleValue()
        : arguments.number("lr", 0);
  }

  /** The layout of the file that the checkpoint came from, else the one that knows its scheme. */
  FairseqLayout layout() {
    if (JsonFields.at(source, "names") instanceof List<?> names) {
      boolean separate =
          names.stream().anyMatch(name -> name.toString().endsWith(".q_proj.weight"));
      return separate ? FairseqLayout.SEPARATE : FairseqLayout.JOINT;
    }
    return model.config().initType() == ai.nmt.residual.InitType.DEFAULT
        ? FairseqLayout.SEPARATE
        : FairseqLayout.JOINT;
  }

  /** An entry that is no parameter, as it was in fairseq's file; null where it is not known. */
  Float buffer(String name) {
    return JsonFields.at(source, "buffers", name) instanceof List<?> numbers
            && numbers.size() == 1
            && numbers.get(0) instanceof Number number
        ? Float.valueOf(number.floatValue())
        : null;
  }

  ModelDescription model() {
    return model;
  }
}
