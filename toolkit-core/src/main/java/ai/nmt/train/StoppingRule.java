package ai.nmt.train;

import java.util.Optional;

/** Says when it is enough. */
public final class StoppingRule {
  private final StoppingConfig config;

  /**
   * Makes the rule.
   *
   * @param config the limits
   */
  public StoppingRule(StoppingConfig config) {
    this.config = config;
  }

  /**
   * Whether another update may follow.
   *
   * @param updates number of updates done
   * @return why not, or nothing
   */
  public Optional<String> afterUpdate(long updates) {
    return config.maxUpdate() > 0 && updates >= config.maxUpdate()
        ? Optional.of("--max-update " + config.maxUpdate() + " is reached")
        : Optional.empty();
  }

  /**
   * Whether an epoch may begin or go on.
   *
   * @param progress what has been done
   * @param learningRate rate of the next update
   * @return why not, or nothing
   */
  public Optional<String> beforeEpoch(Progress progress, double learningRate) {
    if (config.maxEpoch() > 0 && progress.position().epoch() > config.maxEpoch()) {
      return Optional.of("--max-epoch " + config.maxEpoch() + " is reached");
    }
    // Before the first update the rate is that of the warm-up's beginning, often 0.
    if (progress.updates() > 0 && learningRate <= config.minLearningRate()) {
      return Optional.of(
          "the learning rate %.4g has fallen to --min-lr %.4g"
              .formatted(learningRate, config.minLearningRate()));
    }
    return afterUpdate(progress.updates());
  }
}
