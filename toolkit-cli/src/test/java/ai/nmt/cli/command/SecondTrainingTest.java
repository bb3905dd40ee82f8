package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.SaveDirectoryLock;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two trainings, of two processes, in one save directory. */
@Timeout(120)
class SecondTrainingTest extends FaultyTrainings {
  private Process start(Path directory, Path log) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "ai.nmt.cli.Main"));
    command.addAll(List.of(arguments(directory, "--max-update", "1000000")));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  @Test
  void theSecondIsRefusedUntilTheFirstHasEndedHoweverItEnds() throws Exception {
    Path directory = folder.resolve("ck");
    Path log = folder.resolve("first.log");
    Process first = start(directory, log);
    try {
      while (!Files.readString(log).contains("num_updates=8,")) {
        assertThat(first.isAlive()).as(Files.readString(log)).isTrue();
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertFailed(
          train(directory, "--max-update", "9"),
          ExitCode.WRONG_USE,
          "another training writes to " + directory + " (process " + first.pid() + ", since 20",
          "wait for its end, stop it, or give another --save-dir");
      assertThat(first.isAlive()).isTrue();
    } finally {
      first.destroyForcibly().waitFor();
    }
    // The file is still there; the lock went with the process.
    assertThat(directory.resolve(SaveDirectoryLock.FILE_NAME)).exists();
    assertDone(train(directory, "--max-epoch", "1"));
    assertThat(directory.resolve(SaveDirectoryLock.FILE_NAME)).doesNotExist();
    assertThat(checkpoints(directory)).isNotEmpty();
  }
}
