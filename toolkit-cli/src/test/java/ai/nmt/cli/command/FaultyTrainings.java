package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.checkpoint.SafetensorsFile;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tiny trainings that something happens to: 7 updates an epoch, checkpoints of 170 KB. */
abstract class FaultyTrainings {
  /** Two trainings with equal seed are equal, and so are those of all tests. */
  private static final Map<Integer, byte[]> UNDISTURBED = new HashMap<>();

  @TempDir Path folder;

  Path data;

  @BeforeEach
  void writeCorpus() throws IOException {
    data = folder.resolve("data");
    CopyCorpus.write(data, 200, 20, 1);
  }

  /** Trains in a save directory, with a line for each update. */
  CliRunner.Result train(Path directory, String... more) {
    return trainWatched(line -> {}, directory, more);
  }

  /** Does something once a line of standard error contains a text; training waits meanwhile. */
  CliRunner.Result trainAndAt(String text, Runnable disturbance, Path directory, String... more) {
    boolean[] done = new boolean[1];
    CliRunner.Result result =
        trainWatched(
            line -> {
              if (!done[0] && line.contains(text)) {
                done[0] = true;
                disturbance.run();
              }
            },
            directory,
            more);
    assertThat(done[0]).as(result.err()).isTrue();
    return result;
  }

  private CliRunner.Result trainWatched(Consumer<String> watcher, Path directory, String... more) {
    return CliRunner.runWatched(watcher, arguments(directory, more));
  }

  /** The command line of such a training. */
  String[] arguments(Path directory, String... more) {
    return Stream.concat(
            TrainCommandTest.arguments(data, directory, "--log-interval", "1").stream(),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** One message and an exit code; no stack trace. */
  static void assertFailed(CliRunner.Result result, int exitCode, String... message) {
    assertThat(result.err()).doesNotContain("\tat ", "Exception", "this should not have happened");
    assertThat(result.err().lines().filter(line -> line.startsWith("nmt")).toList())
        .as(result.err())
        .singleElement()
        .asString()
        .contains(message);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
  }

  static void assertDone(CliRunner.Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
  }

  /** The checkpoints of a folder by name, which are readable; and nothing half-written. */
  static Map<String, ByteBuffer> checkpoints(Path directory) {
    Map<String, ByteBuffer> checkpoints = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        assertThat(name).doesNotEndWith(".tmp");
        if (name.endsWith(CheckpointNames.EXTENSION)) {
          SafetensorsFile.open(file).close();
          checkpoints.put(name, ByteBuffer.wrap(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return checkpoints;
  }

  /** The tensors of an undisturbed training after so many updates. */
  byte[] undisturbed(int updates) throws IOException {
    if (!UNDISTURBED.containsKey(updates)) {
      Path whole = folder.resolve("undisturbed");
      assertDone(train(whole, "--max-update", "" + updates));
      UNDISTURBED.put(updates, TrainingProcess.lastTensors(whole));
    }
    return UNDISTURBED.get(updates);
  }
}
