package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that nobody may write to. */
class ReadOnlyTest extends FaultyTrainings {
  @Test
  void aReadOnlySaveDirectoryIsNoticedBeforeTraining() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 2048)) {
      Path directory = disk.resolve("ck");
      assertDone(train(directory, "--max-update", "3"));
      Map<String, ByteBuffer> before = checkpoints(directory);
      disk.makeReadOnly(directory);
      try {
        for (Path tried : new Path[] {directory, directory.resolve("new")}) {
          CliRunner.Result refused = train(tried, "--max-update", "9");
          assertFailed(
              refused, ExitCode.WRONG_USE, "cannot write " + tried, "Read-only file system");
          assertThat(refused.err()).doesNotContain("num_updates=");
        }
        assertThat(checkpoints(directory)).isEqualTo(before);
      } finally {
        disk.makeWritable(directory);
      }
    }
  }

  @Test
  void aSaveDirectoryWithoutPermissionIsNoticedBeforeTraining() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("ck"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(directory), "this user may write everywhere");
    CliRunner.Result refused = train(directory, "--max-update", "9");
    assertFailed(
        refused,
        ExitCode.WRONG_USE,
        "cannot write " + directory,
        "permission denied; check the rights of the file and its folder");
    assertThat(refused.err()).doesNotContain("num_updates=");
  }

  /** What a training without checkpoints, or beside them, is asked to write. */
  @ParameterizedTest
  @CsvSource({"--log-file, log", "--report, report.html", "--tensorboard-logdir, events"})
  void whatIsToBeNotedIsTriedBeforeTraining(String flag, String name) throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      Path directory = Files.createDirectory(disk.resolve("notes"));
      disk.makeReadOnly(directory);
      try {
        CliRunner.Result refused =
            train(folder.resolve("ck"), "--max-update", "9", flag, "" + directory.resolve(name));
        assertFailed(
            refused,
            ExitCode.WRONG_USE,
            "cannot write " + directory.resolve(name),
            "Read-only file system");
        assertThat(refused.err()).doesNotContain("num_updates=");
      } finally {
        disk.makeWritable(directory);
      }
    }
  }

  @Test
  void aReportBelowAFileIsNoticedBeforeTraining() throws IOException {
    Path report = Files.writeString(folder.resolve("file"), "").resolve("report.html");
    CliRunner.Result refused =
        train(folder.resolve("ck"), "--max-update", "9", "--report", "" + report);
    assertFailed(refused, ExitCode.WRONG_USE, "cannot write " + report);
    assertThat(refused.err()).doesNotContain("num_updates=");
  }

  /** As when the file system finds an error on its disk. */
  @Test
  void aSaveDirectoryThatBecomesReadOnlyKeepsItsCheckpoints() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 4096)) {
      Path directory = disk.resolve("ck");
      CliRunner.Result failed =
          trainAndAt(
              "num_updates=10,",
              () -> disk.makeReadOnly(directory),
              directory,
              "--max-update",
              "12");
      assertFailed(
          failed,
          ExitCode.WRONG_USE,
          "cannot write " + directory.resolve(CheckpointNames.BEST),
          "Read-only file system");
      disk.makeWritable(directory);
      assertThat(checkpoints(directory))
          .containsOnlyKeys(CheckpointNames.epoch(1), CheckpointNames.BEST, CheckpointNames.LAST);
      assertDone(train(directory, "--max-update", "12"));
      assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(12));
    }
  }
}
