package ai.nmt.cli.option;

import ai.nmt.train.SavingConfig;
import ai.nmt.train.saving.RestoreConfig;
import picocli.CommandLine.Option;

/** Which checkpoints are written and kept, and what training begins from. */
@InGroup(HelpGroup.CHECKPOINTS)
public final class CheckpointOptions {
  private static final SavingConfig DEFAULTS = SavingConfig.defaults();

  @Option(names = "--save-dir", paramLabel = "DIR", description = "Folder of the checkpoints.")
  private String directory = DEFAULTS.directory();

  @Option(
      names = "--restore-file",
      paramLabel = "FILE",
      description =
          "Checkpoint to go on from, of this toolkit or of fairseq (.pt); if not given,"
              + " checkpoint_last in the save directory, if it exists.")
  private String restoreFile;

  @Option(
      names = "--finetune-from-model",
      paramLabel = "FILE",
      description =
          "Checkpoint, of this toolkit or of fairseq (.pt), whose parameters a fresh training"
              + " begins with, unless the save directory has a checkpoint_last.")
  private String finetuneFrom;

  @Option(
      names = "--reset-optimizer",
      description = "Leave the checkpoint's optimiser state and number of updates out.")
  private boolean resetOptimizer;

  @Option(
      names = "--reset-lr-scheduler",
      description = "Do not tell the learning-rate schedule of the checkpoint's epochs.")
  private boolean resetSchedule;

  @Option(
      names = "--reset-meters",
      description = "Leave the checkpoint's best value, history and time out.")
  private boolean resetMeters;

  @Option(names = "--reset-dataloader", description = "Begin anew with the data, at epoch 1.")
  private boolean resetDataLoader;

  @OnlyWith(flag = "--no-save", absent = true)
  @Option(
      names = "--force-direction",
      description = "Go on with a model that translates in the opposite direction.")
  private boolean forceDirection;

  @Option(
      names = "--save-interval",
      paramLabel = "N",
      description = "Write a checkpoint every N epochs.")
  private int interval = DEFAULTS.interval();

  @Option(
      names = "--save-interval-updates",
      paramLabel = "N",
      description = "Validate and write a checkpoint every N updates as well; 0: never.")
  private long intervalUpdates = DEFAULTS.intervalUpdates();

  @OnlyWith(flag = "--save-interval-updates")
  @Option(
      names = "--keep-interval-updates",
      paramLabel = "N",
      description = "Keep the last N of these; -1: all.")
  private int keepIntervalUpdates = DEFAULTS.keepIntervalUpdates();

  @OnlyWith(flag = "--save-interval-updates")
  @Option(
      names = "--keep-interval-updates-pattern",
      paramLabel = "N",
      description = "Of these, never delete those after a multiple of N updates; -1: no exception.")
  private int keepIntervalPattern = DEFAULTS.keepIntervalPattern();

  @OnlyWith(
      flag = {"--no-save", "--no-epoch-checkpoints"},
      absent = true)
  @Option(
      names = "--keep-last-epochs",
      paramLabel = "N",
      description = "Keep the checkpoints of the last N epochs; -1: all.")
  private int keepLastEpochs = DEFAULTS.keepLastEpochs();

  @OnlyWith(flag = "--no-save", absent = true)
  @Option(
      names = "--keep-best-checkpoints",
      paramLabel = "N",
      description =
          "Keep the N best validated checkpoints as well, as checkpoint.best_METRIC_VALUE_UPDATE;"
              + " 0: none.")
  private int keepBest = DEFAULTS.keepBest();

  @Option(
      names = "--no-epoch-checkpoints",
      description = "Write no checkpointN at the end of epochs.")
  private boolean noEpochs;

  @Option(names = "--no-last-checkpoints", description = "Write no checkpoint_last.")
  private boolean noLast;

  @Option(names = "--no-save", description = "Write no checkpoints at all.")
  private boolean noSave;

  @Option(
      names = "--no-save-optimizer-state",
      description = "Leave the optimiser's state out of checkpoints: going on needs a fresh one.")
  private boolean withoutOptimizer;

  @Option(
      names = "--best-checkpoint-metric",
      paramLabel = "NAME",
      description =
          "What decides about checkpoint_best and patience: loss, nll_loss, ppl, bleu or chrf.")
  private String bestMetric = DEFAULTS.bestMetric();

  @Option(
      names = "--maximize-best-checkpoint-metric",
      description = "The highest value is the best.")
  private boolean bestIsHighest = DEFAULTS.bestIsHighest();

  /** Returns which checkpoints are asked for. */
  public SavingConfig saving() {
    return new SavingConfig(
        directory,
        interval,
        intervalUpdates,
        keepIntervalUpdates,
        keepIntervalPattern,
        keepLastEpochs,
        !noEpochs,
        !noLast,
        !noSave,
        bestMetric,
        bestIsHighest,
        keepBest,
        withoutOptimizer);
  }

  /** Returns what to begin from. */
  public RestoreConfig restore() {
    return new RestoreConfig(
        restoreFile,
        finetuneFrom,
        resetOptimizer,
        resetSchedule,
        resetMeters,
        resetDataLoader,
        forceDirection);
  }
}
