package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.batch.Batch;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.io.FailureException;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.guard.OnNan;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.loop.Trainer;
import ai.nmt.train.saving.TrainingCheckpoint;
import ai.nmt.train.update.NotFiniteException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Trainings of which one update, or every one from there on, is not finite. */
class NotFiniteTrainingTest extends CopyTrainings {
  private final List<Long> updates = new ArrayList<>();
  private final List<List<Batch>> batches = new ArrayList<>();

  /** Fails at a call, counted from 1, and {@code times - 1} more. */
  private UnaryOperator<Trainer.Stepper> failing(int call, int times) {
    return stepper ->
        (group, update, rate) -> {
          updates.add(update);
          batches.add(group);
          if (updates.size() >= call && updates.size() < call + times) {
            throw new NotFiniteException("the gradient is NaN");
          }
          return stepper.run(group, update, rate);
        };
  }

  private TrainingResult run(TrainingPlan plan, OnNan policy, int call, int times) {
    return new Training(plan, TrainingListener.SILENT, new StopSignal())
        .onNan(policy)
        .withFaults(failing(call, times))
        .run();
  }

  @Test
  void abortingNamesSentencesAndLengths() {
    assertThatThrownBy(() -> run(plan("abort", 6), OnNan.ABORT, 3, 1))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("the gradient is NaN")
        .hasMessageContaining("Update 3, epoch 1; sentences of its batches (counted from 0): ")
        .hasMessageContaining("source lengths ")
        .hasMessageContaining("It arose in");
    assertThat(folder.resolve("abort").resolve(CheckpointNames.LAST)).doesNotExist();
  }

  /** The eighth update fails while the checkpoint of the seventh is written. */
  @Test
  void abortingFinishesTheCheckpointThatIsBeingWritten() {
    assertThatThrownBy(() -> run(plan("abort", 9), OnNan.ABORT, 8, 1))
        .isInstanceOf(FailureException.class);
    try (Checkpoint last = last("abort")) {
      assertThat(TrainingCheckpoint.updates(last)).isEqualTo(7);
    }
    assertThat(folder.resolve("abort"))
        .isDirectoryContaining("glob:**/" + CheckpointNames.update(1, 7))
        .isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void skippingLeavesTheBatchesOutAndCountsNothing() {
    TrainingResult result = run(plan("skip", 6), OnNan.SKIP, 3, 2);
    assertThat(result.progress().updates()).isEqualTo(6);
    assertThat(updates).containsExactly(0L, 1L, 2L, 2L, 2L, 3L, 4L, 5L);
    assertThat(result.progress().position().batchesDone()).isEqualTo(16);
    assertThat(batches).doesNotHaveDuplicates();
  }

  @Test
  void rollingBackTakesTheCheckpointAndTheDataThatFollows() {
    // The checkpoint of update 7 is there when the ninth update fails.
    TrainingResult result = run(plan("back", 10), OnNan.ROLLBACK, 9, 1);
    assertThat(result.progress().updates()).isEqualTo(10);
    assertThat(updates.subList(0, 9)).endsWith(6L, 7L, 8L);
    assertThat(updates.subList(9, updates.size())).containsExactly(7L, 8L, 9L);
  }

  @Test
  void rollingBackWithoutACheckpointIsAnError() {
    assertThatThrownBy(() -> run(plan("none", 10), OnNan.ROLLBACK, 2, 1))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("There is no checkpoint yet");
  }

  @Test
  void aTrainingThatIsNeverFiniteAgainEnds() {
    assertThatThrownBy(() -> run(plan("ever", 60), OnNan.SKIP, 3, 1000))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("11 updates in a row were not finite: --on-nan skip does not help");
  }
}
