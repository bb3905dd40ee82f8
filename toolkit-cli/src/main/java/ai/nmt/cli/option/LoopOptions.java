package ai.nmt.cli.option;

import ai.nmt.train.StoppingConfig;
import ai.nmt.train.ValidationConfig;
import java.util.List;
import picocli.CommandLine.Option;

/** How long training goes on, and when it validates. */
@InGroup(HelpGroup.VALIDATION)
public final class LoopOptions {
  private static final StoppingConfig STOPPING = StoppingConfig.defaults();
  private static final ValidationConfig VALIDATION = ValidationConfig.defaults();

  @InGroup(HelpGroup.SCHEDULE)
  @Option(
      names = {"--max-epoch", "--me"},
      paramLabel = "N",
      description = "Last epoch; 0: no limit.")
  private int maxEpoch = STOPPING.maxEpoch();

  @InGroup(HelpGroup.SCHEDULE)
  @Option(
      names = {"--max-update", "--mu"},
      paramLabel = "N",
      description = "Last update; 0: no limit.")
  private long maxUpdate = STOPPING.maxUpdate();

  @InGroup(HelpGroup.SCHEDULE)
  @Option(
      names = "--min-lr",
      paramLabel = "LR",
      description = "Begin no epoch once the learning rate is not above this; -1: no limit.")
  private double minLearningRate = STOPPING.minLearningRate();

  @InGroup(HelpGroup.SCHEDULE)
  @Option(
      names = "--stop-min-lr",
      paramLabel = "LR",
      description = "The same for stopping alone: no schedule takes it for its lower end.")
  private double stopLearningRate = STOPPING.stopLearningRate();

  @InGroup(HelpGroup.SCHEDULE)
  @Option(
      names = "--stop-time-hours",
      paramLabel = "H",
      description = "End after so many hours of training; 0: no limit.")
  private double maxHours = STOPPING.maxHours();

  @InGroup(HelpGroup.SCHEDULE)
  @Option(
      names = "--patience",
      paramLabel = "N",
      description =
          "End after N validations in a row without a better value of --best-checkpoint-metric;"
              + " -1: no limit.")
  private int patience = STOPPING.patience();

  @OnlyWith(flag = "--disable-validation", absent = true)
  @Option(names = "--validate-interval", paramLabel = "N", description = "Validate every N epochs.")
  private int validateInterval = VALIDATION.interval();

  @OnlyWith(flag = "--disable-validation", absent = true)
  @Option(
      names = "--validate-interval-updates",
      paramLabel = "N",
      description = "Validate every N updates as well; 0: never.")
  private long validateIntervalUpdates = VALIDATION.intervalUpdates();

  @Option(
      names = "--validate-after-updates",
      paramLabel = "N",
      description = "Neither validate nor save within an epoch before N updates.")
  private long validateAfterUpdates = VALIDATION.afterUpdates();

  @OnlyWith(flag = "--disable-validation", absent = true)
  @Option(
      names = "--fixed-validation-seed",
      paramLabel = "N",
      description = "Begin each validation with this seed; its results do not depend on others.")
  private Long fixedSeed = VALIDATION.fixedSeed();

  @OnlyWith(flag = "--disable-validation", absent = true)
  @Option(
      names = "--valid-subset",
      split = ",",
      paramLabel = "NAME",
      description =
          "Validation data, separated by commas; the first decides about checkpoint_best.")
  private List<String> subsets = VALIDATION.subsets();

  @Option(names = "--disable-validation", description = "Do not validate.")
  private boolean disabled;

  /** Returns when training ends. */
  public StoppingConfig stopping() {
    return new StoppingConfig(
        maxEpoch, maxUpdate, minLearningRate, stopLearningRate, maxHours, patience);
  }

  /** Returns when training validates. */
  public ValidationConfig validation() {
    return new ValidationConfig(
        validateInterval,
        validateIntervalUpdates,
        validateAfterUpdates,
        fixedSeed,
        disabled ? List.of() : subsets);
  }
}
