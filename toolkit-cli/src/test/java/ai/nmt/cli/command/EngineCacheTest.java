package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folders that the engine's libraries cannot be unpacked to, in processes of their own. */
class EngineCacheTest extends FaultyTrainings {
  @Test
  void aReadOnlyFolderIsAUserMistake() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      Path cache = Files.createDirectory(disk.resolve("cache"));
      disk.makeReadOnly(cache);
      try {
        assertFails(cache, ExitCode.WRONG_USE, cannotUnpack(cache) + "Read-only file system");
      } finally {
        disk.makeWritable(cache);
      }
    }
  }

  @Test
  void aFullDiskIsAFailureThatLeavesNothingBehind() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 2048)) {
      Path cache = disk.resolve("cache");
      assertFails(
          cache,
          ExitCode.FAILED,
          "the disk is full: " + cannotUnpack(cache) + "No space left on device");
      try (var files = Files.list(cache.resolve("pytorch"))) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path cache = Files.createFile(folder.resolve("cache"));
    assertFails(cache, ExitCode.WRONG_USE, cannotUnpack(cache) + "Not a directory");
  }

  private static String cannotUnpack(Path cache) {
    return "cannot unpack the libraries of PyTorch (some 452 MB) to %s/pytorch: ".formatted(cache);
  }

  private void assertFails(Path cache, int exitCode, String message) throws Exception {
    Path log = Files.createTempFile(folder, "log", null);
    TrainingProcess process =
        TrainingProcess.start(
            List.of("-DDJL_CACHE_DIR=" + cache),
            log,
            List.of(arguments(folder.resolve("ck"), "--max-update", "1")));
    assertThat(process.waitFor()).as(process.log()).isEqualTo(exitCode);
    assertThat(messages(log))
        .singleElement()
        .asString()
        .startsWith("nmt train: " + message + "; DJL_CACHE_DIR can name another folder");
    assertThat(process.log()).doesNotContain("\tat ", "Exception");
  }

  private static List<String> messages(Path log) throws IOException {
    return Files.readAllLines(log).stream().filter(line -> line.startsWith("nmt")).toList();
  }
}
