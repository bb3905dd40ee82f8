package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.InputException;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.optim.MovingAverage;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.RAdam;
import ai.nmt.run.ModelLoader;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.tensor.Precision;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.RestoreConfig;
import ai.nmt.train.update.LossScale;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resumed trainings end bit for bit where uninterrupted ones end, whatever they keep. */
class ResumeTest extends CopyTrainings {
  @Test
  void otherOptimizersResumeBitForBitAndAreNotMistakenForEachOther() {
    run(with(plan("whole", 9), new RAdam.Settings(0.9, 0.9, 1e-8, 1e-2)));
    run(with(plan("parts", 4), new RAdam.Settings(0.9, 0.9, 1e-8, 1e-2)));
    run(with(plan("parts", 9), new RAdam.Settings(0.9, 0.9, 1e-8, 1e-2)));
    assertSameTensors("whole", "parts");
    TrainingPlan adam = plan("parts", 10);
    assertThatThrownBy(() -> run(adam))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--optimizer radam")
        .hasMessageContaining("--optimizer adam")
        .hasMessageContaining("--reset-optimizer");
    RestoreConfig reset = new RestoreConfig(null, null, true, false, false, false);
    TrainingPlan fresh =
        new TrainingPlan(adam.data(), adam.model(), adam.training(), reset, adam.engine());
    assertThat(run(fresh).progress().updates()).isEqualTo(10);
  }

  /** The rate falls after an epoch; a run that is resumed in the next one must know. */
  @Test
  void schedulesThatRememberResumeBitForBit() {
    ReduceOnPlateau.Settings plateau = new ReduceOnPlateau.Settings(0.01, 0.5, 0.9, 0, 4, 1e-5);
    run(with(plan("whole", 34), plateau));
    run(with(plan("parts", 25), plateau));
    TrainingResult end = run(with(plan("parts", 34), plateau));
    assertSameTensors("whole", "parts");
    assertThat(end.progress().history()).hasSizeGreaterThan(2);
    assertThat(end.progress().schedule().get("rate")).isLessThan(0.01);
    assertThatThrownBy(
            () -> run(with(plan("parts", 36), FixedSchedule.Settings.defaults(List.of(0.1)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--reset-lr-scheduler");
  }

  /** A restored model keeps its values, so what is said of their beginning stays true. */
  @Test
  void howAModelBeganStaysWithIt() {
    run(with(plan("whole", 6), LinearInitialization.FAIRSEQ_0_12));
    run(with(plan("parts", 3), LinearInitialization.FAIRSEQ_0_12));
    run(with(plan("parts", 6), LinearInitialization.FAIRSEQ_0_8));
    run(with(plan("other", 6), LinearInitialization.FAIRSEQ_0_8));
    assertSameTensors("whole", "parts");
    for (String directory : List.of("whole", "parts")) {
      try (Checkpoint checkpoint = last(directory)) {
        assertThat(ModelDescription.read(checkpoint).config().initialization())
            .as(directory)
            .isEqualTo(LinearInitialization.FAIRSEQ_0_12);
      }
    }
    try (Checkpoint checkpoint = last("other");
        Checkpoint whole = last("whole");
        NDManager manager = NDManager.newBaseManager()) {
      assertThat(ModelDescription.read(checkpoint).config().initialization())
          .isEqualTo(LinearInitialization.FAIRSEQ_0_8);
      String name = "encoder.layers.0.fc1.weight";
      assertThat(checkpoint.tensors().load(manager, name).toFloatArray())
          .isNotEqualTo(whole.tensors().load(manager, name).toFloatArray());
    }
  }

  private static TrainingPlan with(TrainingPlan plan, LinearInitialization initialization) {
    return new TrainingPlan(
        plan.data(),
        plan.model().withInitialization(initialization),
        plan.training(),
        plan.restore(),
        plan.engine());
  }

  private static TrainingPlan with(TrainingPlan plan, OptimizerConfig optimizer) {
    return with(plan, optimizer, plan.training().optimization().schedule());
  }

  private static TrainingPlan with(TrainingPlan plan, ScheduleSettings schedule) {
    return with(plan, plan.training().optimization().optimizer(), schedule);
  }

  private static TrainingPlan with(
      TrainingPlan plan, OptimizerConfig optimizer, ScheduleSettings schedule) {
    return with(plan, plan.training().optimization().with(optimizer, schedule));
  }

  private static TrainingPlan with(TrainingPlan plan, OptimizationConfig optimization) {
    TrainingConfig before = plan.training();
    TrainingConfig training =
        new TrainingConfig(
            before.seed(),
            before.loading(),
            optimization,
            before.stopping(),
            before.validation(),
            before.saving());
    return new TrainingPlan(plan.data(), plan.model(), training, plan.restore(), plan.engine());
  }

  @Test
  void theMovingAverageResumesBitForBit() {
    TrainingPlan whole = averaged(plan("whole", 9));
    run(whole);
    run(averaged(plan("parts", 4)));
    run(averaged(plan("parts", 9)));
    assertSameTensors("whole", "parts");
    try (Checkpoint checkpoint = last("parts");
        NDManager manager = NDManager.newBaseManager()) {
      String name = "decoder.layers.1.fc2.weight";
      assertThat(
              checkpoint.tensors().load(manager, Checkpoint.AVERAGE_PREFIX + name).toFloatArray())
          .isNotEqualTo(checkpoint.tensors().load(manager, name).toFloatArray());
    }
    // Others read such a checkpoint as any other, and training goes on without it.
    try (NDManager manager = NDManager.newBaseManager()) {
      Path file = folder.resolve("parts").resolve(CheckpointNames.LAST);
      assertThat(ModelLoader.load(file, manager).transformer()).isNotNull();
    }
    assertThat(run(plan("parts", 10)).progress().updates()).isEqualTo(10);
    assertThat(run(averaged(plan("parts", 11))).progress().updates()).isEqualTo(11);
  }

  @ParameterizedTest
  @CsvSource({"BFLOAT16, false", "BFLOAT16, true", "FLOAT16, false"})
  void halfPrecisionResumesBitForBit(Precision format, boolean memoryEfficient) {
    PrecisionConfig precision =
        new PrecisionConfig(
            format, memoryEfficient, new LossScale.Settings(1 << 25, 3, 0, 1e-4, null));
    run(inPrecision(plan("whole", 7), precision));
    run(inPrecision(plan("parts", 3), precision));
    TrainingResult end = run(inPrecision(plan("parts", 7), precision));
    assertSameTensors("whole", "parts");
    boolean scaled = format == Precision.FLOAT16;
    try (Checkpoint whole = last("whole");
        Checkpoint parts = last("parts")) {
      assertThat(parts.hasSection("loss_scale")).isEqualTo(scaled);
      if (scaled) {
        // The first scale overflows; updates that are left out do not count.
        assertThat(end.progress().updates()).isEqualTo(7);
        assertThat(parts.section("loss_scale", LossScale.State.class).updates()).isGreaterThan(7);
        assertThat(parts.section("loss_scale", LossScale.State.class))
            .isEqualTo(whole.section("loss_scale", LossScale.State.class));
      }
    }
  }

  private static TrainingPlan inPrecision(TrainingPlan plan, PrecisionConfig precision) {
    return averaged(with(plan, plan.training().optimization().withPrecision(precision)));
  }

  private static TrainingPlan averaged(TrainingPlan plan) {
    return with(
        plan,
        plan.training().optimization().withMovingAverage(new MovingAverage.Settings(0.9, 2, 1)));
  }
}
