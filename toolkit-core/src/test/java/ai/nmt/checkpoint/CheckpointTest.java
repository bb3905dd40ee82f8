package ai.nmt.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  record Settings(String name, double rate, List<Integer> sizes) {}

  @TempDir Path folder;

  private NDManager manager;
  private Path file;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    file = folder.resolve(CheckpointNames.LAST);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void writeExample() {
    new CheckpointContent()
        .section("settings", new Settings("small", 0.1, List.of(1, 2)))
        .section("best", Double.POSITIVE_INFINITY)
        .tensor(
            "encoder.fc1.weight", manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)))
        .tensor("optimizer.step", manager.create(7L))
        .write(file);
  }

  @Test
  void givesBackWhatWasWritten() {
    writeExample();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.section("settings", Settings.class))
          .isEqualTo(new Settings("small", 0.1, List.of(1, 2)));
      assertThat(checkpoint.section("best", Double.class)).isInfinite();
      assertThat(checkpoint.tensorNames())
          .containsExactlyInAnyOrder("encoder.fc1.weight", "optimizer.step");
      NDArray weight = checkpoint.tensors().load(manager, "encoder.fc1.weight");
      assertThat(weight.getShape()).isEqualTo(new Shape(2, 3));
      assertThat(weight.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(checkpoint.tensors().load(manager, "optimizer.step").getLong()).isEqualTo(7);
    }
  }

  @Test
  void isASafetensorsFile() throws IOException {
    writeExample();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Math.toIntExact(bytes.getLong());
    String header = new String(bytes.array(), 8, length, UTF_8);
    assertThat(length % 8).isZero();
    assertThat(header)
        .startsWith("{\"__metadata__\":{\"checksum\":\"crc32c:")
        .contains("\"format\":\"ai.nmt.checkpoint\"")
        .contains("\"settings\":\"{\\\"name\\\":\\\"small\\\",\\\"rate\\\":0.1,")
        .contains(
            "\"optimizer.step\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"encoder.fc1.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],"
                + "\"data_offsets\":[8,32]}}");
    assertThat(bytes.capacity()).isEqualTo(8 + length + 32);
    assertThat(bytes.getFloat(8 + length + 8 + 4)).isEqualTo(2f);
  }

  @Test
  void tensorsLargerThanOnePieceSurvive() {
    int size = TensorChunks.CHUNK_BYTES / 4 * 2 + 3;
    NDArray large = manager.arange(0, size, 1, DataType.FLOAT32);
    new CheckpointContent().tensor("large", large).write(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.tensors().load(manager, "large").eq(large).all().getBoolean()).isTrue();
    }
  }

  @Test
  @Tag("long")
  void tensorsBeyondTwoGibibytesSurvive() {
    long size = (1L << 29) + 12_345;
    NDArray large = manager.zeros(new Shape(size));
    large.set(new NDIndex(size - 1), 7);
    large.set(new NDIndex(size / 2), 5);
    new CheckpointContent().tensor("large", large).write(file);
    large.set(new NDIndex("..."), 0);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      checkpoint.copyTo("large", large);
      assertThat(large.get(new NDIndex(size - 1)).getFloat()).isEqualTo(7);
      assertThat(large.get(new NDIndex(size / 2)).getFloat()).isEqualTo(5);
      assertThat(large.countNonzero().getLong()).isEqualTo(2);
    }
  }

  @Test
  void copiesIntoAViewInPlace() {
    writeExample();
    NDArray flat = manager.zeros(new Shape(10));
    NDArray view = flat.get("2:8").reshape(2, 3);
    view.setRequiresGradient(true);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      checkpoint.copyTo("encoder.fc1.weight", view);
    }
    assertThat(flat.toFloatArray()).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 0, 0);
  }

  @Test
  void noTensorsAndEmptyTensorsAreFine() {
    new CheckpointContent().tensor("empty", manager.zeros(new Shape(0, 4))).write(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.tensors().load(manager, "empty").getShape()).isEqualTo(new Shape(0, 4));
    }
    new CheckpointContent().section("alone", 1).write(file);
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.tensorNames()).isEmpty();
    }
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    writeExample();
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < whole.length * 8; bit += 5) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, damaged);
      assertThatThrownBy(() -> Checkpoint.open(file).close())
          .as("bit %d", bit)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    writeExample();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.open(file).close())
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString());
    }
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .hasMessageContaining("truncated")
        .hasMessageContaining("bytes are expected");
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    Files.write(file, "PK\3\4 a zip archive or whatever else".getBytes(UTF_8));
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of another kind");
    byte[] random = new byte[1000];
    RandomGenerator.of("L64X128MixRandom").nextBytes(random);
    Files.write(file, random);
    assertThatThrownBy(() -> Checkpoint.open(file).close()).isInstanceOf(InputException.class);
    String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ";
    ByteBuffer other = ByteBuffer.allocate(8 + header.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, other.putLong(header.length()).put(header.getBytes(UTF_8)).array());
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .hasMessageContaining("not a checkpoint of this toolkit");
    try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
      assertThat(tensors.isChecked()).isFalse();
      assertThat(tensors.load(manager, "a").toFloatArray()).containsExactly(0);
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    writeExample();
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThatThrownBy(() -> checkpoint.copyTo("decoder", manager.zeros(new Shape(1))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("holds no tensor decoder");
      assertThatThrownBy(
              () -> checkpoint.copyTo("encoder.fc1.weight", manager.zeros(new Shape(3, 2))))
          .hasMessageContaining("F32(2, 3)")
          .hasMessageContaining("F32(3, 2)");
      assertThatThrownBy(() -> checkpoint.section("absent", String.class))
          .hasMessageContaining("no section 'absent'");
      assertThatThrownBy(() -> checkpoint.section("settings", Integer.class))
          .hasMessageContaining("section 'settings'");
    }
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void namesAreFairseqs() {
    assertThat(CheckpointNames.epoch(3)).isEqualTo("checkpoint3.safetensors");
    assertThat(CheckpointNames.update(2, 500)).isEqualTo("checkpoint_2_500.safetensors");
    assertThat(CheckpointNames.epochOf("checkpoint12.safetensors")).hasValue(12);
    assertThat(CheckpointNames.epochOf(CheckpointNames.BEST)).isEmpty();
    assertThat(CheckpointNames.updateOf("checkpoint_2_500.safetensors")).hasValue(500);
    assertThat(CheckpointNames.updateOf("checkpoint2.safetensors")).isEmpty();
  }
}
