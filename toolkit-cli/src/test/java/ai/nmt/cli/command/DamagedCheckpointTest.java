package ai.nmt.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.cli.CliRunner;
import ai.nmt.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints that a crash, a disk or a hand has damaged. */
class DamagedCheckpointTest extends FaultyTrainings {
  private Path directory;
  private Path last;

  /** What became of a file, and how it is called. */
  enum Damage {
    EMPTY("has only 0 bytes") {
      @Override
      byte[] of(byte[] whole) {
        return new byte[0];
      }
    },
    CUT_IN_ITS_HEADER("it is truncated: a header of") {
      @Override
      byte[] of(byte[] whole) {
        return Arrays.copyOf(whole, 100);
      }
    },
    CUT_IN_ITS_MIDDLE("it is truncated:") {
      @Override
      byte[] of(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
      }
    },
    WITHOUT_ITS_LAST_BYTE("it is truncated:") {
      @Override
      byte[] of(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 1);
      }
    },
    A_FLIPPED_BIT("it is damaged: its checksum is") {
      @Override
      byte[] of(byte[] whole) {
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 16;
        return damaged;
      }
    },
    ZEROS("so it is of another kind") {
      @Override
      byte[] of(byte[] whole) {
        return new byte[whole.length];
      }
    },
    ANOTHER_KIND_OF_FILE("so it is of another kind") {
      @Override
      byte[] of(byte[] whole) {
        return "not a checkpoint, whatever else".getBytes(ISO_8859_1);
      }
    };

    private final String message;

    Damage(String message) {
      this.message = message;
    }

    abstract byte[] of(byte[] whole);

    void apply(Path file) {
      try {
        Files.write(file, of(Files.readAllBytes(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Leaves checkpoints of 5 updates, as last, and of 3. */
  @BeforeEach
  void trainABit() throws IOException {
    directory = folder.resolve("ck");
    last = directory.resolve(CheckpointNames.LAST);
    assertDone(train(directory, "--max-update", "3"));
    Files.copy(last, directory.resolve(CheckpointNames.epoch(9)));
    assertDone(train(directory, "--max-update", "5"));
    Files.delete(directory.resolve(CheckpointNames.BEST));
  }

  @ParameterizedTest
  @EnumSource
  void trainingGoesOnFromTheNewestThatCanBeRead(Damage damage) throws IOException {
    damage.apply(last);

    CliRunner.Result resumed = train(directory, "--max-update", "9");

    assertDone(resumed);
    assertThat(resumed.err())
        .contains("WARN", last + " cannot be read as a safetensors file", damage.message)
        .contains("going on from " + directory.resolve(CheckpointNames.epoch(9)))
        .contains("instead, after 3 updates")
        .contains("num_updates=4,")
        .doesNotContain("num_updates=3,");
    assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(9));
  }

  @Test
  void theNewestIsTheOneWithTheMostUpdates() throws IOException {
    assertDone(train(directory, "--max-update", "7", "--save-interval-updates", "6"));
    Damage.CUT_IN_ITS_MIDDLE.apply(last);
    Damage.A_FLIPPED_BIT.apply(directory.resolve(CheckpointNames.BEST));
    CliRunner.Result resumed = train(directory, "--max-update", "9");
    assertDone(resumed);
    assertThat(resumed.err())
        .contains(directory.resolve(CheckpointNames.BEST) + " cannot be read")
        .contains("going on from " + directory.resolve(CheckpointNames.epoch(1)))
        .contains("instead, after 7 updates");
    assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(9));
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnyThatCanBeReadNothingIsOverwritten(Damage damage) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(CheckpointNames.EXTENSION)).toList();
    }
    files.forEach(damage::apply);
    byte[] before = Files.readAllBytes(last);

    CliRunner.Result refused = train(directory, "--max-update", "9");

    assertFailed(refused, ExitCode.WRONG_USE, last + " cannot be read", damage.message);
    assertThat(refused.err())
        .contains("No other checkpoint beside it can be read.")
        .contains("Put a copy back, or move it away to begin a fresh training")
        .doesNotContain("num_updates=");
    assertThat(Files.readAllBytes(last)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aChosenFileIsNotReplacedByAnother(Damage damage) {
    damage.apply(last);
    CliRunner.Result refused =
        train(directory, "--max-update", "9", "--restore-file", last.toString());
    assertFailed(refused, ExitCode.WRONG_USE, last + " cannot be read", damage.message);
    assertThat(refused.err()).doesNotContain("going on from", "num_updates=");
    CliRunner.Result generated =
        CliRunner.run(
            "generate", data.toString(), "--gen-subset", "valid", "--path", last.toString());
    assertFailed(generated, ExitCode.WRONG_USE, last + " cannot be read", damage.message);
    assertThat(generated.out()).isEmpty();
  }

  @Test
  void whatAKillLeavesBehindHarmsNobody() throws IOException {
    for (String name : List.of(CheckpointNames.LAST, CheckpointNames.BEST, "history.jsonl")) {
      Files.write(directory.resolve("." + name + ".tmp"), new byte[300_000]);
    }
    Files.writeString(directory.resolve(".lock"), "process 1, since ever");
    CliRunner.Result resumed = train(directory, "--max-update", "9");
    assertDone(resumed);
    assertThat(resumed.err()).contains("num_updates=6,").doesNotContain("num_updates=5,");
    assertThat(resumed.err().lines().filter(line -> line.contains("WARN")))
        .singleElement()
        .asString()
        .contains("within the warm-up of 10 updates");
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    assertThat(TrainingProcess.lastTensors(directory)).isEqualTo(undisturbed(9));
  }
}
