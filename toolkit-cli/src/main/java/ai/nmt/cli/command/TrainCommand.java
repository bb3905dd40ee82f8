package ai.nmt.cli.command;

import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.CheckpointOptions;
import ai.nmt.cli.option.ConfigOptions;
import ai.nmt.cli.option.EngineOptions;
import ai.nmt.cli.option.EvaluationOptions;
import ai.nmt.cli.option.FaultOptions;
import ai.nmt.cli.option.FlagSettings;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.LoadingOptions;
import ai.nmt.cli.option.LoopOptions;
import ai.nmt.cli.option.ModelOptions;
import ai.nmt.cli.option.OptimizationOptions;
import ai.nmt.cli.option.ReportOptions;
import ai.nmt.cli.report.TrainingMonitor;
import ai.nmt.run.DataConfig;
import ai.nmt.run.EngineConfig;
import ai.nmt.run.training.Training;
import ai.nmt.run.training.TrainingPlan;
import ai.nmt.tensor.Precision;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.transformer.TransformerFlags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt train}: trains a Transformer. */
@Command(
    name = "train",
    description = {
      "Trains a Transformer on data that preprocess wrote.",
      "Goes on from checkpoint_last in the save directory, if there is one, exactly where it"
          + " stopped. SIGINT and SIGTERM end it after a checkpoint."
    })
public final class TrainCommand implements Callable<Integer> {
  private static final Logger LOGGER = LoggerFactory.getLogger(TrainCommand.class);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DATA",
      description =
          "Folder that preprocess wrote; of several, as in a:b:c, each epoch takes the next one.")
  private String data;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = {"-s", "--source-lang"},
      paramLabel = "SRC",
      description = "Source language; found from the names of the files if not given.")
  private String source;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = {"-t", "--target-lang"},
      paramLabel = "TGT",
      description = "Target language; found from the names of the files if not given.")
  private String target;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = "--train-subset",
      paramLabel = "NAME",
      description = "Name of the training data; NAME1, NAME2, ... are used with it.")
  private String trainSubset = DataConfig.TRAIN;

  @InGroup(HelpGroup.GENERAL)
  @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
  private long seed = TrainingConfig.defaults().seed();

  @Mixin private ModelOptions model;
  @Mixin private LoadingOptions loading;
  @Mixin private OptimizationOptions optimization;
  @Mixin private LoopOptions loop;
  @Mixin private CheckpointOptions checkpoints;
  @Mixin private EvaluationOptions evaluation;
  @Mixin private FaultOptions faults;
  @Mixin private ReportOptions report;
  @Mixin private EngineOptions engine;
  @Mixin private ConfigOptions config;

  @Override
  @SuppressWarnings("try") // The guard works by being open; nothing calls it.
  public Integer call() {
    TrainingPlan plan = plan();
    FlagSettings flags = flags(plan);
    if (config.isPrinted()) {
      spec.commandLine().getOut().print(flags.yaml());
      return ExitCode.DONE;
    }
    warnOfSlowPrecision(plan);
    StopSignal signal = new StopSignal();
    try (TrainingMonitor monitor =
            report.open(spec.commandLine().getErr(), plan.training().saving());
        InterruptGuard guard = new InterruptGuard(signal::request)) {
      new Training(plan, monitor.listener(), signal)
          .noting(Map.of("flags", flags.values()))
          .evaluating(evaluation.config())
          .onNan(faults.onNan())
          .run();
      return tellWhatIsIncomplete(monitor.failures());
    }
  }

  private static void warnOfSlowPrecision(TrainingPlan plan) {
    Precision format = plan.training().optimization().precision().format();
    if (format != Precision.FLOAT32 && plan.engine().device() == EngineConfig.Kind.CPU) {
      LOGGER.warn(
          "{} is meant for GPUs: processors without instructions for it are slower than with"
              + " float32; give --device cuda, or leave it out",
          format == Precision.FLOAT16 ? "--fp16" : "--bf16");
    }
  }

  /** The training is worth more than what is noted of it, and done; but not all is as asked for. */
  private int tellWhatIsIncomplete(List<String> failures) {
    if (failures.isEmpty()) {
      return ExitCode.DONE;
    }
    spec.commandLine()
        .getErr()
        .printf(
            "%s: the training and its checkpoints are complete, what was noted of it is not: %s%n",
            spec.qualifiedName(), String.join("; ", failures));
    return ExitCode.FAILED;
  }

  private TrainingPlan plan() {
    return new TrainingPlan(
        new DataConfig(data, source, target, trainSubset),
        model.config(),
        new TrainingConfig(
            seed,
            loading.config(),
            optimization.config(loop.stopping()),
            loop.stopping(),
            loop.validation(),
            checkpoints.saving()),
        checkpoints.restore(),
        engine.config());
  }

  /** All flags, those of the model as its preset and they come to. */
  private FlagSettings flags(TrainingPlan plan) {
    FlagSettings flags = new FlagSettings(spec);
    TransformerFlags.of(plan.model()).forEach(flags::resolve);
    return flags;
  }
}
