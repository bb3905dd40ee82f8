package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.checkpoint.SaveDirectoryLock;
import ai.nmt.io.InputException;
import ai.nmt.train.Progress;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written and kept, and what becomes of a training whose checkpoints are not whole. */
class SavingTest extends CopyTrainings {
  private static TrainingPlan with(TrainingPlan plan, SavingConfig saving) {
    TrainingConfig before = plan.training();
    TrainingConfig training =
        new TrainingConfig(
            before.seed(),
            before.loading(),
            before.optimization(),
            before.stopping(),
            before.validation(),
            saving);
    return new TrainingPlan(plan.data(), plan.model(), training, plan.restore(), plan.engine());
  }

  private SavingConfig saving(String directory, int keepBest, boolean withoutOptimizer) {
    return new SavingConfig(
        folder.resolve(directory).toString(),
        1,
        2,
        -1,
        -1,
        -1,
        false,
        true,
        true,
        "loss",
        false,
        keepBest,
        withoutOptimizer);
  }

  private List<Double> keptValues(String directory) throws IOException {
    try (var files = Files.list(folder.resolve(directory))) {
      return files
          .map(file -> CheckpointNames.rankOf("loss", file.getFileName().toString()))
          .filter(java.util.OptionalDouble::isPresent)
          .map(java.util.OptionalDouble::getAsDouble)
          .sorted()
          .toList();
    }
  }

  @Test
  void theBestCheckpointsAreKeptAndStayKeptAfterAnInterruption() throws IOException {
    run(with(plan("best", 12), saving("best", 100, false)));
    List<Double> all = keptValues("best");
    assertThat(all).hasSizeGreaterThanOrEqualTo(6);
    run(with(plan("few", 6), saving("few", 2, false)));
    assertThat(keptValues("few")).hasSize(2);
    run(with(plan("few", 12), saving("few", 2, false)));
    assertThat(keptValues("few")).isEqualTo(all.subList(0, 2));
    assertThat(CheckpointNames.ranked("bleu", 31.25, 700))
        .isEqualTo("checkpoint.best_bleu_31.2500_700.safetensors");
    assertThat(CheckpointNames.rankOf("loss", CheckpointNames.ranked("bleu", 31, 7))).isEmpty();
  }

  /** What is written while training goes on is what was there when it was asked for. */
  @Test
  void aCheckpointHoldsTheMomentAtWhichItWasDue() {
    run(with(plan("long", 9), saving("long", 0, false)));
    run(with(plan("short", 4), saving("short", 0, false)));
    try (Checkpoint early = Checkpoint.open(updates("long", 4));
        Checkpoint last = last("short")) {
      assertThat(early.section("progress", Progress.class).updates()).isEqualTo(4);
      assertSameTensors(early, last);
    }
    assertThat(updates("long", 2)).exists();
    assertThat(updates("long", 8)).exists();
  }

  private Path updates(String directory, long updates) {
    return folder.resolve(directory).resolve(CheckpointNames.update(1, updates));
  }

  @Test
  void theOptimizerStateIsLeftOutAndAskedForWhenGoingOn() {
    TrainingPlan plan = with(plan("small", 2), saving("small", 0, true));
    run(plan);
    try (Checkpoint checkpoint = last("small")) {
      assertThat(checkpoint.tensorNames())
          .isNotEmpty()
          .noneMatch(name -> name.startsWith(Checkpoint.OPTIMIZER_PREFIX));
    }
    assertThatThrownBy(() -> run(plan))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no optimiser state; give --reset-optimizer");
  }

  @Test
  void aDamagedNewestCheckpointIsReplacedByTheOneBefore() throws IOException {
    run(plan("whole", 12));
    run(plan("parts", 10));
    Path last = folder.resolve("parts").resolve(CheckpointNames.LAST);
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length - 3] ^= 4;
    Files.write(last, bytes);
    Path truncated = folder.resolve("parts").resolve(CheckpointNames.update(9, 99));
    Files.write(truncated, java.util.Arrays.copyOf(bytes, 2000));
    run(plan("parts", 12));
    assertSameTensors("whole", "parts");
  }

  @Test
  void withoutAnyReadableCheckpointNothingBeginsAnew() throws IOException {
    run(with(plan("lost", 1), saving("lost", 0, false)));
    Path last = folder.resolve("lost").resolve(CheckpointNames.LAST);
    try (var files = Files.list(folder.resolve("lost"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    assertThatThrownBy(() -> run(with(plan("lost", 2), saving("lost", 0, false))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("checkpoint_last.safetensors cannot be read")
        .hasMessageContaining("No other checkpoint beside it can be read");
    assertThat(Files.readAllBytes(last)).containsExactly(1, 2, 3);
    Path gone = folder.resolve("gone");
    assertThatThrownBy(() -> NewestReadable.open(gone.resolve(CheckpointNames.LAST)))
        .isInstanceOf(InputException.class)
        .hasMessage("cannot list the checkpoints in " + gone + ": there is no such file or folder");
  }

  @Test
  void aSecondTrainingIsKeptOutOfTheSaveDirectory() throws IOException {
    Path directory = folder.resolve("taken");
    try (SaveDirectoryLock lock = SaveDirectoryLock.acquire(directory)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> run(plan("taken", 1)))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("another training writes to " + directory)
          .hasMessageContaining("(process " + ProcessHandle.current().pid() + ", since 20");
      assertThat(directory).isDirectoryContaining("glob:**/.lock");
    }
    assertThat(directory).isEmptyDirectory();
    // What a killed process leaves behind keeps nobody out.
    Files.writeString(directory.resolve(SaveDirectoryLock.FILE_NAME), "process 1, since ever");
    run(plan("taken", 1));
    assertThat(last("taken").path()).exists();
  }
}
