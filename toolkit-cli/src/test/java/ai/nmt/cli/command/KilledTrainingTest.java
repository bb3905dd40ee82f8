package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.checkpoint.SafetensorsFile;
import ai.nmt.checkpoint.TensorInfo;
import ai.nmt.report.HistoryEvent;
import ai.nmt.report.RunHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

  private Process start(String directory) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "ai.nmt.cli.Main"));
    command.addAll(
        TrainCommandTest.arguments(
            data,
            folder.resolve(directory),
            "--max-update",
            UPDATES,
            "--save-interval-updates",
            "50",
            "--log-interval",
            "10"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(folder.resolve(directory + ".log").toFile()))
        .start();
  }

  private void runToTheEnd(String directory) throws Exception {
    Process process = start(directory);
    assertThat(process.waitFor()).as(log(directory)).isZero();
  }

  private String log(String directory) throws IOException {
    return Files.readString(folder.resolve(directory + ".log"));
  }

  /** Waits until an update is reported. */
  private void awaitUpdate(Process process, String directory, String update) throws Exception {
    while (!log(directory).contains("num_updates=" + update + ",")) {
      assertThat(process.isAlive()).as(log(directory)).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private byte[] tensors(String directory) throws IOException {
    Path file = folder.resolve(directory).resolve(CheckpointNames.LAST);
    try (SafetensorsFile checkpoint = SafetensorsFile.open(file)) {
      assertThat(checkpoint.tensors()).extracting(TensorInfo::name).contains("optimizer.step");
    }
    byte[] bytes = Files.readAllBytes(file);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(bytes, Math.toIntExact(8 + header), bytes.length);
  }

  @Test
  void killedWithinAnEpochAndResumedEndsBitForBitWhereTheUninterruptedOneEnds() throws Exception {
    runToTheEnd("whole");
    for (String update : List.of("120", "230")) {
      Process process = start("killed");
      awaitUpdate(process, "killed", update);
      process.destroyForcibly().waitFor();
    }
    runToTheEnd("killed");
    // Killed after updates 120 and 230, it went on after the checkpoints of 100 and 200, which lie
    // within epochs.
    assertThat(log("killed").split("num_updates=110,", -1)).hasSize(3);
    assertThat(log("killed").split("num_updates=210,", -1)).hasSize(3);
    assertThat(tensors("killed")).isEqualTo(tensors("whole"));
    // The history says nothing twice and leaves nothing out, and its figures are the same.
    assertThat(losses("killed")).hasSize(30).isEqualTo(losses("whole"));
  }

  /** The losses in the history, by number of updates. */
  private List<String> losses(String directory) {
    Path file = folder.resolve(directory).resolve(RunHistory.FILE_NAME);
    return RunHistory.read(file).of(HistoryEvent.Kind.TRAIN_INNER).stream()
        .map(event -> event.updates() + " " + event.figures().get("loss"))
        .toList();
  }

  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  void interruptedTrainingSavesAndExitsWith130() throws Exception {
    runToTheEnd("whole");
    Process process = start("interrupted");
    awaitUpdate(process, "interrupted", "120");
    send("INT", process);
    assertThat(process.waitFor()).as(log("interrupted")).isEqualTo(130);
    assertThat(log("interrupted")).contains("| interrupted after");
    runToTheEnd("interrupted");
    assertThat(tensors("interrupted")).isEqualTo(tensors("whole"));
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() throws Exception {
    Process process = start("impatient");
    awaitUpdate(process, "impatient", "60");
    // Signals that follow each other too closely may become one.
    for (int i = 0; i < 200 && process.isAlive(); i++) {
      send("TERM", process);
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
    Process process = start("terminated");
    awaitUpdate(process, "terminated", "120");
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(log("terminated")).contains("| interrupted after");
    runToTheEnd("terminated");
    assertThat(tensors("terminated")).isEqualTo(tensors("whole"));
  }
}
