package ai.nmt.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.random.SplitMix64;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointAverageTest {
  /** More than two pieces, and not a multiple of one. */
  private static final int LARGE = (1 << 18) * 2 + 5;

  @TempDir Path folder;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Path write(String name, float[] large, float[] small, Object model) {
    Path file = folder.resolve(name);
    new CheckpointContent()
        .section("model", model)
        .section("progress", Map.of("from", name))
        .tensor("large", manager.create(large, new Shape(large.length)))
        .tensor("small", manager.create(small, new Shape(1, small.length)))
        .tensor("optimizer.lr_old", manager.create(new double[] {1}))
        .tensor("ema.small", manager.create(small))
        .write(file);
    return file;
  }

  private static Map<String, Object> model(String fingerprint, double dropout) {
    return Map.of(
        "config", Map.of("dropouts", Map.of("residual", dropout), "activation", "RELU"),
        "source", Map.of("size", 7, "fingerprint", fingerprint));
  }

  @Test
  void isTheSumInFloat32DividedByTheNumber() {
    SplitMix64 random = new SplitMix64(5);
    float[][] values = new float[3][LARGE];
    for (float[] array : values) {
      for (int i = 0; i < LARGE; i++) {
        array[i] = (float) random.nextGaussian();
      }
    }
    List<Path> inputs =
        List.of(
            write("a", values[0], new float[] {1, 2}, model("x", 0.1)),
            write("b", values[1], new float[] {3, 5}, model("x", 0.3)),
            write("c", values[2], new float[] {4, 1}, model("x", 0.1)));
    Path output = folder.resolve("average.safetensors");
    CheckpointAverage.write(inputs, Checkpoint::open, false, output);
    try (Checkpoint average = Checkpoint.open(output)) {
      assertThat(average.tensorNames()).containsExactly("large", "small");
      float[] large = load(average, "large");
      for (int i = 0; i < LARGE; i++) {
        assertThat(large[i]).isEqualTo((values[0][i] + values[1][i] + values[2][i]) / 3);
      }
      assertThat(load(average, "small")).containsExactly(8f / 3, 8f / 3);
      assertThat(average.json("progress")).isEqualTo("{\"from\":\"a\"}");
      assertThat(average.section(CheckpointAverage.SECTION, String[].class))
          .containsExactly(inputs.stream().map(Path::toString).toArray(String[]::new));
    }
  }

  private float[] load(Checkpoint checkpoint, String name) {
    try (NDArray array = checkpoint.tensors().load(manager, name)) {
      return array.toFloatArray();
    }
  }

  @Test
  void oneCheckpointIsItsOwnAverage() {
    Path only = write("a", new float[] {1, 2, 3}, new float[] {0.1f}, model("x", 0));
    CheckpointAverage.write(List.of(only), Checkpoint::open, false, only);
    try (Checkpoint average = Checkpoint.open(only)) {
      assertThat(load(average, "large")).containsExactly(1, 2, 3);
    }
  }

  @Test
  void differencesAreNamed() {
    Path first = write("a", new float[] {1, 2}, new float[] {1}, model("x", 0));
    Path output = folder.resolve("out");
    assertDifference(
        first,
        write("dictionary", new float[] {1, 2}, new float[] {1}, model("y", 0)),
        "model source.fingerprint is \"y\", not \"x\"");
    assertDifference(
        first,
        write("shape", new float[] {1, 2, 3}, new float[] {1}, model("x", 0)),
        "large is (3), not (2)");
    Path names = folder.resolve("names");
    new CheckpointContent()
        .section("model", model("x", 0))
        .tensor("small", manager.create(new float[] {1}, new Shape(1, 1)))
        .tensor("other", manager.create(new float[] {1}))
        .write(names);
    assertDifference(first, names, "it lacks large; only it has other");
    assertThat(output).doesNotExist();
    assertThatThrownBy(
            () ->
                CheckpointAverage.write(
                    List.of(first, folder.resolve("no")), Checkpoint::open, false, output))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> CheckpointAverage.write(List.of(), Checkpoint::open, false, output))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--inputs");
  }

  private void assertDifference(Path first, Path other, String message) {
    assertThatThrownBy(
            () ->
                CheckpointAverage.write(
                    List.of(first, other), Checkpoint::open, false, folder.resolve("out")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining(message);
  }

  @Test
  void theNewestAreChosenByTheirNumbers() throws Exception {
    for (String name :
        List.of(
            "checkpoint2", "checkpoint10", "checkpoint9", "checkpoint_1_50", "checkpoint_2_7")) {
      Files.createFile(folder.resolve(name + CheckpointNames.EXTENSION));
    }
    assertThat(CheckpointNames.newest(folder, CheckpointNames::epochOf, 2, Long.MAX_VALUE))
        .map(path -> path.getFileName().toString())
        .containsExactly("checkpoint10.safetensors", "checkpoint9.safetensors");
    assertThat(CheckpointNames.newest(folder, CheckpointNames::epochOf, 2, 9))
        .map(path -> path.getFileName().toString())
        .containsExactly("checkpoint9.safetensors", "checkpoint2.safetensors");
    assertThat(CheckpointNames.newest(folder, CheckpointNames::updateOf, 1, Long.MAX_VALUE))
        .map(path -> path.getFileName().toString())
        .containsExactly("checkpoint_1_50.safetensors");
    assertThatThrownBy(() -> CheckpointNames.newest(folder, CheckpointNames::epochOf, 3, 9))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("numbers [10, 9, 2]")
        .hasMessageContaining("3 are asked for");
  }
}
