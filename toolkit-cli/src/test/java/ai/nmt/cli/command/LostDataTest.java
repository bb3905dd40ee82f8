package ai.nmt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.CopyCorpus;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that is missing or cut off, before a training and while it runs. */
class LostDataTest extends FaultyTrainings {
  private static void cut(Path file, long bytes) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertRefused(CliRunner.Result result, String... message) throws IOException {
    assertFailed(result, ExitCode.WRONG_USE, message);
    assertThat(result.err()).doesNotContain("num_updates=");
    assertThat(checkpoints(folder.resolve("ck"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train.xx-yy.xx.bin",
        "train.xx-yy.xx.idx",
        "train.xx-yy.yy.bin",
        "train.xx-yy.yy.idx",
        "valid.xx-yy.xx.bin",
        "valid.xx-yy.yy.idx",
        "dict.xx.txt",
        "dict.yy.txt"
      })
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(data.resolve(name));
    // Of the source's pair of files the message names both at once: "NAME.bin and .idx".
    String named = data.resolve(name).toString().replace(".xx.idx", ".xx.bin");
    assertRefused(train(folder.resolve("ck")), named);
  }

  @ParameterizedTest
  @CsvSource({
    "train.xx-yy.xx.bin, 700, has 700 bytes but its index tells of",
    "train.xx-yy.yy.bin, 0, has 0 bytes but its index tells of",
    "valid.xx-yy.yy.bin, 1, has 1 bytes but its index tells of",
    "train.xx-yy.xx.idx, 700, has 700 bytes but its header tells of",
    "train.xx-yy.yy.idx, 20, ends within its header",
    "train.xx-yy.yy.idx, 0, is not the index of binarised data"
  })
  void aFileThatIsCutOffIsNamed(String name, int bytes, String message) throws IOException {
    cut(data.resolve(name), bytes);
    assertRefused(
        train(folder.resolve("ck")),
        data.resolve(name) + " " + message.replace(" but", ", but"),
        "run preprocess");
  }

  @Test
  void aLaterFolderThatIsGoneEndsTheTrainingAfterTheCheckpointOfTheEpochBefore()
      throws IOException {
    Path second = folder.resolve("second");
    CopyCorpus.write(second, 200, 20, 2);
    Path first = data;
    data = Path.of(first + ":" + second);
    byte[] whole = undisturbedInTurn();
    Path directory = folder.resolve("ck");

    CliRunner.Result failed =
        trainAndAt("num_updates=3,", () -> deleteAll(second), directory, "--max-update", "10");

    assertFailed(failed, ExitCode.WRONG_USE, second.resolve("train.xx-yy.xx.bin").toString());
    assertThat(checkpoints(directory))
        .containsOnlyKeys(CheckpointNames.epoch(1), CheckpointNames.BEST, CheckpointNames.LAST);
    CopyCorpus.write(second, 200, 20, 2);
    assertDone(train(directory, "--max-update", "10"));
    assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(whole);
  }

  private byte[] undisturbedInTurn() throws IOException {
    Path directory = folder.resolve("in-turn");
    assertDone(train(directory, "--max-update", "10"));
    return TrainingProcess.lastTensors(directory);
  }

  /** The file system keeps what is open. */
  @Test
  void dataThatIsDeletedWhileItIsInUseIsReadToTheEnd() throws IOException {
    Path directory = folder.resolve("ck");
    assertDone(
        trainAndAt("num_updates=2,", () -> deleteAll(data), directory, "--max-update", "16"));
    writeCorpus();
    assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(16));
  }

  @Test
  void dataThatIsCutOffWhileItIsInUseIsOneMessage() throws IOException {
    Path directory = folder.resolve("ck");
    Path lost = data.resolve("train.xx-yy.xx.bin");
    byte[] whole = Files.readAllBytes(lost);

    CliRunner.Result failed =
        trainAndAt("num_updates=9,", () -> cut(lost, 0), directory, "--max-update", "40");

    assertFailed(
        failed,
        ExitCode.FAILED,
        "cannot read " + lost,
        "and has 0 now",
        "files must not change while they are in use");
    assertThat(checkpoints(directory)).containsKeys(CheckpointNames.BEST, CheckpointNames.LAST);
    Files.write(lost, whole);
    assertDone(train(directory, "--max-update", "16"));
    assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(16));
  }
}
