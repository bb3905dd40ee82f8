package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.cli.command.TrainingProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in processes of their own, ended by signals. */
@Tag("long")
@Timeout(300)
class KilledTrainingTest {
  private static final String UPDATES = "300";

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void writeCorpus() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 3000, 20, 1);
  }

  private TrainingProcess start(String directory) throws IOException {
    return TrainingProcess.start(logFile(directory), arguments(directory));
  }

  private void runToTheEnd(String directory) throws Exception {
    TrainingProcess.runToTheEnd(logFile(directory), arguments(directory));
  }

  private List<String> arguments(String directory) {
    return TrainCommandTest.arguments(
        data,
        folder.resolve(directory),
        "--max-update",
        UPDATES,
        "--save-interval-updates",
        "50",
        "--log-interval",
        "10");
  }

  private Path logFile(String directory) {
    return folder.resolve(directory + ".log");
  }

  private String log(String directory) throws IOException {
    return Files.readString(logFile(directory));
  }

  private byte[] tensors(String directory) throws IOException {
    return TrainingProcess.lastTensors(folder.resolve(directory));
  }

  @Test
  void killedWithinAnEpochAndResumedEndsBitForBitWhereTheUninterruptedOneEnds() throws Exception {
    runToTheEnd("whole");
    for (long update : new long[] {120, 230}) {
      TrainingProcess process = start("killed");
      process.awaitUpdate(update);
      process.end(Signal.KILL);
    }
    runToTheEnd("killed");
    // Killed after updates 120 and 230, it went on after the checkpoints of 100 and 200, which lie
    // within epochs.
    assertThat(log("killed").split("num_updates=110,", -1)).hasSize(3);
    assertThat(log("killed").split("num_updates=210,", -1)).hasSize(3);
    assertThat(tensors("killed")).isEqualTo(tensors("whole"));
    // The history says nothing twice and leaves nothing out, and its figures are the same.
    assertThat(TrainingProcess.losses(folder.resolve("killed")))
        .hasSizeGreaterThan(35)
        .isEqualTo(TrainingProcess.losses(folder.resolve("whole")));
  }

  @Test
  void interruptedTrainingSavesAndExitsWith130() throws Exception {
    runToTheEnd("whole");
    TrainingProcess process = start("interrupted");
    process.awaitUpdate(120);
    process.end(Signal.INT);
    assertThat(log("interrupted")).contains("| interrupted after");
    runToTheEnd("interrupted");
    assertThat(tensors("interrupted")).isEqualTo(tensors("whole"));
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() throws Exception {
    TrainingProcess process = start("impatient");
    process.awaitUpdate(60);
    // Signals that follow each other too closely may become one.
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      process.send(Signal.TERM);
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(process.waitFor()).isEqualTo(143);
    runToTheEnd("impatient");
    runToTheEnd("whole");
    assertThat(tensors("impatient")).isEqualTo(tensors("whole"));
  }

  @Test
  void terminatedTrainingSavesAndExitsWith143() throws Exception {
    runToTheEnd("whole");
    TrainingProcess process = start("terminated");
    process.awaitUpdate(120);
    process.end(Signal.TERM);
    assertThat(log("terminated")).contains("| interrupted after");
    runToTheEnd("terminated");
    assertThat(tensors("terminated")).isEqualTo(tensors("whole"));
  }
}
