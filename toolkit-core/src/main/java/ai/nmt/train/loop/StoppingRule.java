package ai.nmt.train.loop;

import ai.nmt.train.Checks;
import ai.nmt.train.Progress;
import ai.nmt.train.StoppingConfig;
import java.util.Optional;

/**
 * Says when it is enough: every condition that ends a training stands here. An answer is why it
 * ends, or nothing.
 */
public final class StoppingRule {
  private static final double SECONDS_PER_HOUR = 3600;

  private final StoppingConfig config;
  private final StopSignal signal;

  /**
   * Makes the rule.
   *
   * @param config the limits
   * @param signal may ask for an end at any time
   */
  public StoppingRule(StoppingConfig config, StopSignal signal) {
    this.config = config;
    this.signal = signal;
  }

  /**
   * Whether training may go on at once after an update, before anything else that is due.
   *
   * @return why not, or nothing
   */
  public Optional<String> atOnce() {
    return signal.isRequested() ? Optional.of("a signal asked for it") : Optional.empty();
  }

  /**
   * Whether another update may follow within an epoch.
   *
   * @param updates number of updates done
   * @param seconds time spent in training
   * @return why not, or nothing
   */
  public Optional<String> afterUpdate(long updates, double seconds) {
    if (config.maxUpdate() > 0 && updates >= config.maxUpdate()) {
      return Optional.of("--max-update " + config.maxUpdate() + " is reached");
    }
    if (config.maxHours() > 0 && seconds > config.maxHours() * SECONDS_PER_HOUR) {
      return Optional.of("--stop-time-hours %s have passed".formatted(config.maxHours()));
    }
    return Optional.empty();
  }

  /**
   * Whether training may go on after a validation.
   *
   * @param checks what validations came to
   * @return why not, or nothing
   */
  public Optional<String> afterValidation(Checks checks) {
    return config.patience() > 0 && checks.withoutImprovement() >= config.patience()
        ? Optional.of(
            "--patience %d is over: the last %d validations brought no better value than %s"
                .formatted(config.patience(), checks.withoutImprovement(), checks.best()))
        : Optional.empty();
  }

  /**
   * Whether another epoch may follow.
   *
   * @param progress what has been done, the epoch included
   * @param learningRate rate of the next update
   * @param seconds time spent in training
   * @return why not, or nothing
   */
  public Optional<String> afterEpoch(Progress progress, double learningRate, double seconds) {
    return atOnce().or(() -> beforeEpoch(progress, learningRate, seconds));
  }

  /**
   * Whether an epoch may begin or go on. A signal before the first update ends training after it,
   * so that there is something to keep.
   *
   * @param progress what has been done
   * @param learningRate rate of the next update
   * @param seconds time spent in training
   * @return why not, or nothing
   */
  public Optional<String> beforeEpoch(Progress progress, double learningRate, double seconds) {
    if (config.maxEpoch() > 0 && progress.position().epoch() > config.maxEpoch()) {
      return Optional.of("--max-epoch " + config.maxEpoch() + " is reached");
    }
    // Before the first update the rate is that of the warm-up's beginning, often 0.
    if (progress.updates() > 0) {
      Optional<String> low =
          tooLow("--min-lr", learningRate, config.minLearningRate())
              .or(() -> tooLow("--stop-min-lr", learningRate, config.stopLearningRate()));
      if (low.isPresent()) {
        return low;
      }
    }
    return afterUpdate(progress.updates(), seconds).or(() -> afterValidation(progress.checks()));
  }

  private static Optional<String> tooLow(String flag, double rate, double limit) {
    return rate <= limit
        ? Optional.of("the learning rate %.4g has fallen to %s %.4g".formatted(rate, flag, limit))
        : Optional.empty();
  }
}
