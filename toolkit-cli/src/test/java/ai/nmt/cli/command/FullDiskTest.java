package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import ai.nmt.report.HistoryEvent;
import ai.nmt.report.HistoryEvent.Kind;
import ai.nmt.report.RunHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings whose disk becomes full. */
class FullDiskTest extends FaultyTrainings {
  private static final String NO_SPACE = "No space left on device";

  /** With room for one checkpoint of the three that are due at the end of the epoch, or none. */
  @ParameterizedTest
  @CsvSource({"100, checkpoint1.safetensors", "300, checkpoint_best.safetensors"})
  void aCheckpointThatDoesNotFitLeavesThoseBefore(int room, String tooMuch) throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4096)) {
      Path directory = disk.resolve("ck");
      assertDone(train(directory, "--max-update", "5"));
      Map<String, ByteBuffer> before = checkpoints(directory);
      assertThat(before).containsOnlyKeys(CheckpointNames.BEST, CheckpointNames.LAST);

      CliRunner.Result failed =
          trainAndAt("num_updates=6,", () -> disk.fillBut(room), directory, "--max-update", "9");

      assertFailed(failed, ExitCode.FAILED, "cannot write " + directory.resolve(tooMuch), NO_SPACE);
      assertThat(checkpoints(directory)).containsAllEntriesOf(before);
      disk.free();
      CliRunner.Result resumed = train(directory, "--max-update", "9");
      assertDone(resumed);
      assertThat(resumed.err()).contains("num_updates=6,").doesNotContain("num_updates=5,");
      assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(9));
    }
  }

  @Test
  void trainingDoesNotBeginOnAFullDisk() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 2048)) {
      Path directory = disk.resolve("ck");
      assertDone(train(directory, "--max-update", "5"));
      Map<String, ByteBuffer> before = checkpoints(directory);
      String history = Files.readString(directory.resolve(RunHistory.FILE_NAME));
      disk.fill();

      CliRunner.Result failed = train(directory, "--max-update", "9");

      assertFailed(failed, ExitCode.FAILED, "cannot write " + directory, NO_SPACE);
      assertThat(failed.err()).doesNotContain("num_updates=6,");
      assertThat(checkpoints(directory)).isEqualTo(before);
      assertThat(directory.resolve(RunHistory.FILE_NAME)).hasContent(history);
      disk.free();
      assertDone(train(directory, "--max-update", "9"));
      assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(9));
    }
  }

  /** What is noted of a training is worth less than the training. */
  @ParameterizedTest
  @CsvSource({
    "--log-file, log, log",
    "--report, report.html, report.html",
    "--tensorboard-logdir, events, events/"
  })
  void aTrainingOutlivesWhatIsNotedOfIt(String flag, String name, String tooMuch)
      throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1024)) {
      Path directory = folder.resolve("ck");
      Path noted = disk.resolve(name);

      CliRunner.Result result =
          trainAndAt(
              "num_updates=2,",
              () -> {
                if (Files.isRegularFile(noted)) {
                  disk.fillWith(noted);
                } else {
                  disk.fill();
                }
              },
              directory,
              "--max-update",
              "9",
              flag,
              "" + noted);

      assertFailed(
          result,
          ExitCode.FAILED,
          "the training and its checkpoints are complete, what was noted of it is not",
          "cannot write " + disk.resolve(tooMuch),
          NO_SPACE);
      assertThat(result.err()).containsOnlyOnce("; training goes on").contains("done after 9");
      assertThat(checkpoints(directory))
          .containsOnlyKeys(CheckpointNames.epoch(1), CheckpointNames.BEST, CheckpointNames.LAST);
      assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(9));
    }
  }

  @Test
  void aLogHoldsWholeLinesAndGoesOnOnceThereIsRoom() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      Path log = disk.resolve("log");

      CliRunner.Result result =
          CliRunner.runWatched(
              line -> {
                if (line.contains("num_updates=1,")) {
                  disk.fillWith(log);
                } else if (line.contains("num_updates=5,")) {
                  disk.free();
                }
              },
              arguments(folder.resolve("ck"), "--max-update", "6", "--log-file", "" + log));

      assertFailed(result, ExitCode.FAILED, "cannot write " + log, NO_SPACE);
      List<String> lines = Files.readAllLines(log);
      assertThat(lines)
          .anyMatch(line -> line.contains("num_updates=1,"))
          .noneMatch(line -> line.contains("num_updates=4,"))
          .anyMatch(line -> line.contains("done after 6 updates"));
      assertThat(result.err().lines())
          .containsAll(lines.stream().filter(line -> line.startsWith("|")).toList());
    }
  }

  @Test
  void aHistoryHoldsWholeEvents() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      Path directory = Files.createDirectory(folder.resolve("ck"));
      Path history = directory.resolve(RunHistory.FILE_NAME);
      Files.createSymbolicLink(history, disk.resolve("history"));

      CliRunner.Result result =
          trainAndAt("num_updates=1,", disk::fill, directory, "--max-update", "9");

      assertFailed(result, ExitCode.FAILED, "cannot write " + history, NO_SPACE);
      RunHistory whole = RunHistory.read(history);
      assertThat(whole.damagedLines()).isZero();
      assertThat(whole.of(Kind.TRAIN_INNER))
          .extracting(HistoryEvent::updates)
          .startsWith(1L)
          .doesNotContain(9L);
      // What is missing stays missing; the training goes on as ever.
      disk.free();
      assertDone(train(directory, "--max-update", "10"));
      assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(10));
    }
  }
}
