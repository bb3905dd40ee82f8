package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.batch.IteratorPosition;
import ai.nmt.optim.AdamConfig;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.schedule.TriStage;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.LoadingConfig;
import ai.nmt.train.MeterSums;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trainings with a warm-up of 100 updates. */
class WarmupWatchTest {
  private static final ScheduleSettings HUNDRED = new InverseSquareRoot(1e-3, 0, 100);
  private static final String WITHIN =
      ", within the warm-up of 100 updates (--warmup-updates): its learning rate never reaches the"
          + " peak; a shorter warm-up or a longer training gives a better model";

  private final List<String> told = new ArrayList<>();

  private WarmupWatch watch(ScheduleSettings schedule, int maxEpoch, long maxUpdate) {
    OptimizationConfig optimization =
        new OptimizationConfig(
            CriterionConfig.defaults(),
            AdamConfig.defaults(),
            schedule,
            0,
            false,
            List.of(1, 2),
            null,
            PrecisionConfig.defaults());
    return new WarmupWatch(
        new TrainingConfig(
            1,
            LoadingConfig.defaults(),
            optimization,
            new StoppingConfig(maxEpoch, maxUpdate, StoppingConfig.NO_LIMIT),
            ValidationConfig.defaults(),
            SavingConfig.defaults()),
        told::add);
  }

  private static Progress after(long updates) {
    return new Progress(
        updates, IteratorPosition.start(), null, MeterSums.ZERO, 0, List.of(), null, null);
  }

  /** Runs a training whose first epoch here has so many updates. */
  private void run(WarmupWatch watch, long start, int perEpoch, long end, boolean interrupted) {
    watch.started(after(start));
    watch.epochStarted(1, 0, perEpoch, MeterSums.ZERO);
    watch.epochStarted(2, 0, perEpoch / 2, MeterSums.ZERO);
    watch.ended(new TrainingResult(after(end), interrupted, "--patience 2 is over"));
  }

  @Test
  void tooFewUpdatesAreToldOnce() {
    run(watch(HUNDRED, 0, 100), 0, 50, 100, false);
    assertThat(told)
        .containsExactly("this training will end after 100 updates (--max-update)" + WITHIN);
    told.clear();
    run(watch(HUNDRED, 0, 101), 0, 50, 101, false);
    assertThat(told).isEmpty();
  }

  /** Two epochs of 50 batches, from the second on two batches an update. */
  @Test
  void tooFewEpochsAreTold() {
    run(watch(HUNDRED, 3, 0), 0, 50, 100, false);
    assertThat(told)
        .containsExactly(
            "this training will end after 100 updates (--max-epoch 3, 50 updates an epoch)"
                + WITHIN);
    told.clear();
    run(watch(HUNDRED, 4, 0), 0, 50, 125, false);
    run(watch(HUNDRED, 3, 0), 1, 50, 101, false);
    assertThat(told).isEmpty();
  }

  @Test
  void anEarlyEndIsTold() {
    run(watch(HUNDRED, 0, 0), 0, 50, 75, false);
    assertThat(told)
        .containsExactly("this training ended after 75 updates (--patience 2 is over)" + WITHIN);
  }

  /** It may go on, or there was nothing left to do. */
  @Test
  void anInterruptionIsNoEnd() {
    run(watch(HUNDRED, 0, 0), 0, 50, 75, true);
    run(watch(HUNDRED, 0, 0), 75, 50, 75, false);
    run(watch(HUNDRED, 0, 0), 0, 50, 101, false);
    assertThat(told).isEmpty();
  }

  @Test
  void everyScheduleTellsItsWarmUp() {
    ScheduleSettings triStage = new TriStage(1e-3, 100, 0, 10, 0.01, 0.01);
    run(watch(triStage, 0, 100), 0, 50, 100, false);
    assertThat(told.get(0)).contains("the warm-up of 100 updates (--warmup-steps)");
    told.clear();
    run(watch(FixedSchedule.Settings.defaults(List.of(1e-3)), 0, 1), 0, 50, 1, false);
    assertThat(told).isEmpty();
  }
}
