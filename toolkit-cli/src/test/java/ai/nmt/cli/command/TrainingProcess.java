package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code nmt train} in a process of its own, which a test watches and ends by signals. */
final class TrainingProcess {
  /** A signal and the exit code that follows it. */
  enum Signal {
    TERM(143),
    INT(130),
    KILL(137);

    private final int exitCode;

    Signal(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  private final Process process;
  private final Path log;
  private final int logStart;

  private TrainingProcess(Process process, Path log, int logStart) {
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * Starts a training.
   *
   * @param log where its output is appended
   * @param arguments of the program, {@code train} included
   */
  static TrainingProcess start(Path log, List<String> arguments) throws IOException {
    return start(List.of(), log, arguments);
  }

  /**
   * Starts a training.
   *
   * @param options of the virtual machine
   * @param log where its output is appended
   * @param arguments of the program, {@code train} included
   */
  static TrainingProcess start(List<String> options, Path log, List<String> arguments)
      throws IOException {
    int logStart = Files.exists(log) ? Files.readString(log).length() : 0;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ai.nmt.cli.Main"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new TrainingProcess(process, log, logStart);
  }

  /** Runs a training to its end. */
  static void runToTheEnd(Path log, List<String> arguments) throws Exception {
    TrainingProcess process = start(log, arguments);
    assertThat(process.waitFor()).as(process.log()).isZero();
  }

  /** What this process has printed. */
  String log() throws IOException {
    return Files.readString(log).substring(logStart);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the end; returns the exit code. */
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Waits for something to happen, as closely as possible; fails where the process ends first. */
  void await(Callable<Boolean> event) throws Exception {
    while (!event.call()) {
      assertThat(process.isAlive()).as(log()).isTrue();
      TimeUnit.MICROSECONDS.sleep(100);
    }
  }

  /** Waits until an update is reported. */
  void awaitUpdate(long update) throws Exception {
    await(() -> log().contains("num_updates=" + update + ","));
  }

  /** Sends a signal without waiting for what comes of it. */
  void send(Signal signal) throws Exception {
    switch (signal) {
      case TERM -> process.destroy();
      case KILL -> process.destroyForcibly();
      case INT ->
          new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }
  }

  /** Ends the process and checks how it ends. */
  void end(Signal signal) throws Exception {
    send(signal);
    assertThat(process.waitFor()).as(log()).isEqualTo(signal.exitCode());
  }

  /** The tensors of a checkpoint as they lie in the file. */
  static byte[] tensors(Path checkpoint) throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(checkpoint)) {
      assertThat(file.tensors()).extracting(TensorInfo::name).contains("optimizer.step");
    }
    byte[] bytes = Files.readAllBytes(checkpoint);
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return Arrays.copyOfRange(bytes, Math.toIntExact(8 + header), bytes.length);
  }

  /** The tensors of the newest checkpoint. */
  static byte[] lastTensors(Path directory) throws IOException {
    return tensors(directory.resolve(CheckpointNames.LAST));
  }

  /** All losses in the history: of training and of validation, by number of updates. */
  static List<String> losses(Path directory) {
    RunHistory history = RunHistory.read(directory.resolve(RunHistory.FILE_NAME));
    return Stream.of(HistoryEvent.Kind.TRAIN_INNER, HistoryEvent.Kind.VALID)
        .flatMap(kind -> history.of(kind).stream())
        .map(event -> event.kind() + " " + event.updates() + " " + event.figures().get("loss"))
        .toList();
  }
}
