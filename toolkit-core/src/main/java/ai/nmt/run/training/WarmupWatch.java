package ai.nmt.run.training;

import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.train.MeterSums;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells of a training that will end, or has ended, before its learning rate has reached the peak.
 */
final class WarmupWatch implements TrainingListener {
  private final TrainingConfig config;
  private final long warmup;
  private final Consumer<String> log;
  private long updates;
  private boolean planned;
  private boolean told;

  /** Messages go to the given log. */
  WarmupWatch(TrainingConfig config, Consumer<String> log) {
    this.config = config;
    this.warmup = schedule(config).warmupUpdates();
    this.log = log;
  }

  private static ScheduleSettings schedule(TrainingConfig config) {
    return config.optimization().schedule();
  }

  @Override
  public void started(Progress start) {
    updates = start.updates();
  }

  /** Only now is the length of an epoch known. */
  @Override
  public void epochStarted(int epoch, int updatesDone, int updatesInEpoch, MeterSums epochSums) {
    if (!planned && warmup > 0) {
      int rest = updatesInEpoch - updatesDone;
      maxUpdatePlan()
          .or(() -> maxEpochPlan(epoch, rest, updatesInEpoch))
          .ifPresent(plan -> tell("this training will end " + plan));
    }
    planned = true;
  }

  private Optional<String> maxUpdatePlan() {
    long most = config.stopping().maxUpdate();
    return most > 0 && most <= warmup
        ? Optional.of("after %,d updates (--max-update)".formatted(most))
        : Optional.empty();
  }

  private Optional<String> maxEpochPlan(int epoch, int rest, int updatesInEpoch) {
    int last = config.stopping().maxEpoch();
    long batches = (long) updatesInEpoch * config.optimization().batchesPerUpdate(epoch);
    long all = updates + rest;
    for (int next = epoch + 1; next <= last && all <= warmup; next++) {
      int perUpdate = config.optimization().batchesPerUpdate(next);
      all += (batches + perUpdate - 1) / perUpdate;
    }
    return last > 0 && all <= warmup
        ? Optional.of(
            "after %,d updates (--max-epoch %d, %,d updates an epoch)"
                .formatted(all, last, updatesInEpoch))
        : Optional.empty();
  }

  @Override
  public void ended(TrainingResult result) {
    long made = result.progress().updates();
    // Whoever interrupts a training may go on with it.
    if (!told && !result.interrupted() && made > updates && made <= warmup) {
      tell("this training ended after %,d updates (%s)".formatted(made, result.reason()));
    }
  }

  private void tell(String ending) {
    told = true;
    log.accept(
        "%s, within the warm-up of %,d updates (%s): its learning rate never reaches the peak; a shorter warm-up or a longer training gives a better model"
            .formatted(ending, warmup, schedule(config).warmupFlag()));
  }
}
