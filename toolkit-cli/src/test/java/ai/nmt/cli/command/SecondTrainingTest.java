package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.SaveDirectoryLock;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.command.TrainingProcess.Signal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two trainings, of two processes, in one save directory. */
@Timeout(120)
class SecondTrainingTest extends FaultyTrainings {
  @Test
  void theSecondIsRefusedUntilTheFirstHasEndedHoweverItEnds() throws Exception {
    Path directory = folder.resolve("ck");
    Path log = folder.resolve("first.log");
    TrainingProcess first =
        TrainingProcess.start(log, List.of(arguments(directory, "--max-update", "1000000")));
    try {
      first.awaitUpdate(8);
      assertFailed(
          train(directory, "--max-update", "9"),
          ExitCode.WRONG_USE,
          "another training writes to " + directory + " (process " + first.pid() + ", since 20",
          "wait for its end, stop it, or give another --save-dir");
      assertThat(first.isAlive()).isTrue();
    } finally {
      first.end(Signal.KILL);
    }
    // The file is still there; the lock went with the process.
    assertThat(directory.resolve(SaveDirectoryLock.FILE_NAME)).exists();
    assertDone(train(directory, "--max-epoch", "1"));
    assertThat(directory.resolve(SaveDirectoryLock.FILE_NAME)).doesNotExist();
    assertThat(checkpoints(directory)).isNotEmpty();
  }
}
