package ai.nmt.cli.option;

import ai.nmt.train.StoppingConfig;
import ai.nmt.train.ValidationConfig;
import java.util.List;
import picocli.CommandLine.Option;

/** How long training goes on, and when it validates. */
public final class LoopOptions {
  private static final StoppingConfig STOPPING = StoppingConfig.defaults();
  private static final ValidationConfig VALIDATION = ValidationConfig.defaults();

  @Option(
      names = {"--max-epoch", "--me"},
      paramLabel = "N",
      description = "Last epoch; 0: no limit.")
  private int maxEpoch = STOPPING.maxEpoch();

  @Option(
      names = {"--max-update", "--mu"},
      paramLabel = "N",
      description = "Last update; 0: no limit.")
  private long maxUpdate = STOPPING.maxUpdate();

  @Option(
      names = "--min-lr",
      paramLabel = "LR",
      description = "Begin no epoch once the learning rate is not above this; -1: no limit.")
  private double minLearningRate = STOPPING.minLearningRate();

  @Option(names = "--validate-interval", paramLabel = "N", description = "Validate every N epochs.")
  private int validateInterval = VALIDATION.interval();

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
    return new StoppingConfig(maxEpoch, maxUpdate, minLearningRate);
  }

  /** Returns when training validates. */
  public ValidationConfig validation() {
    return new ValidationConfig(validateInterval, disabled ? List.of() : subsets);
  }
}
