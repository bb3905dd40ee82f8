package ai.nmt.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Which checkpoints are written and kept; fairseq's flags.
 *
 * @param directory folder of the checkpoints ({@code --save-dir}), made where it is missing
 * @param interval every how many epochs ({@code --save-interval}), at least 1
 * @param intervalUpdates every how many updates as well ({@code --save-interval-updates}); 0 =
 *     never
 * @param keepIntervalUpdates how many of the checkpoints within epochs are kept ({@code
 *     --keep-interval-updates}); -1 = all
 * @param keepIntervalPattern of the checkpoints within epochs, those after a multiple of so many
 *     updates are never deleted ({@code --keep-interval-updates-pattern}); -1 = no such exception
 * @param keepLastEpochs how many of the checkpoints at epochs' ends are kept ({@code
 *     --keep-last-epochs}); -1 = all
 * @param epochCheckpoints whether {@code checkpointN} is written; off with {@code
 *     --no-epoch-checkpoints}
 * @param lastCheckpoint whether {@code checkpoint_last} is written; off with {@code
 *     --no-last-checkpoints}
 * @param enabled whether anything is written; off with {@code --no-save}
 * @param bestMetric what decides about {@code checkpoint_best} ({@code --best-checkpoint-metric}):
 *     {@code loss}, {@code nll_loss}, {@code ppl} or a metric's name
 * @param bestIsHighest whether the highest value is the best ({@code
 *     --maximize-best-checkpoint-metric})
 * @param keepBest how many of the best validated checkpoints are kept beside {@code
 *     checkpoint_best}, under names with their value ({@code --keep-best-checkpoints}); 0 or -1 =
 *     none
 * @param withoutOptimizer whether the optimiser's state is left out ({@code
 *     --no-save-optimizer-state}), after which training can be resumed with a fresh one only
 */
public record SavingConfig(
    String directory,
    int interval,
    long intervalUpdates,
    int keepIntervalUpdates,
    int keepIntervalPattern,
    int keepLastEpochs,
    boolean epochCheckpoints,
    boolean lastCheckpoint,
    boolean enabled,
    String bestMetric,
    boolean bestIsHighest,
    int keepBest,
    boolean withoutOptimizer) {
  /** The value of the {@code keep} settings that deletes nothing. */
  public static final int KEEP_ALL = -1;

  /** The value of {@link #keepIntervalPattern} that excepts nothing. */
  public static final int NO_PATTERN = -1;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming every flag whose value is out of its range
   */
  public SavingConfig {
    List<String> problems = new ArrayList<>();
    if (interval < 1) {
      problems.add("--save-interval must be at least 1, but is " + interval);
    }
    if (intervalUpdates < 0) {
      problems.add(
          "--save-interval-updates must be at least 1, or 0 for never, but is " + intervalUpdates);
    }
    requireCount(problems, "--keep-interval-updates", keepIntervalUpdates);
    if (keepIntervalPattern < 1 && keepIntervalPattern != NO_PATTERN) {
      problems.add(
          "--keep-interval-updates-pattern must be at least 1, or -1 for none, but is "
              + keepIntervalPattern);
    }
    requireCount(problems, "--keep-last-epochs", keepLastEpochs);
    if (keepBest < -1) {
      problems.add(
          "--keep-best-checkpoints must be at least 1, or 0 or -1 for none, but is " + keepBest);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * fairseq's defaults: every epoch into the folder {@code checkpoints}, everything is kept, the
   * lowest loss is the best.
   *
   * @return the settings
   */
  public static SavingConfig defaults() {
    return new SavingConfig(
        "checkpoints",
        1,
        0,
        KEEP_ALL,
        NO_PATTERN,
        KEEP_ALL,
        true,
        true,
        true,
        "loss",
        false,
        0,
        false);
  }

  private static void requireCount(List<String> problems, String flag, int value) {
    if (value < 1 && value != KEEP_ALL) {
      problems.add(flag + " must be at least 1, or -1 to keep all, but is " + value);
    }
  }
}
