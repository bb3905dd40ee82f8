package ai.nmt.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.golden.GoldenModels;
import ai.nmt.io.InputException;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import ai.nmt.train.Progress;
import ai.nmt.train.saving.ModelDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatConversionTest {
  private static final Path OF_0_12 =
      FairseqCheckpointTest.resource("/fairseq/v0.12/checkpoint_2_26.pt");

  @TempDir Path folder;

  /** All tensors of a file of torch: path of keys to shape and bytes, in the file's order. */
  private static Map<String, ByteBuffer> tensors(Path path) {
    Map<String, ByteBuffer> found = new LinkedHashMap<>();
    try (TorchFile file = TorchFile.open(path, FairseqClasses::isRecord)) {
      Map<?, ?> root = (Map<?, ?>) file.root();
      collect(file, "model", root.get("model"), found);
      collect(file, "optimizer", root.get("last_optimizer_state"), found);
    }
    return found;
  }

  private static void collect(
      TorchFile file, String path, Object value, Map<String, ByteBuffer> found) {
    if (value instanceof TorchTensor tensor) {
      ByteBuffer bytes = ByteBuffer.allocate((int) tensor.bytes());
      file.read(tensor, 0, bytes);
      found.put(path + tensor.shape(), bytes.flip());
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> collect(file, path + "/" + key, item, found));
    }
  }

  private static Map<String, byte[]> tensors(Checkpoint checkpoint) {
    Map<String, byte[]> found = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (String name : checkpoint.tensorNames()) {
        found.put(name, checkpoint.tensors().load(manager, name).toByteArray());
      }
    }
    return found;
  }

  private Path convert(Path input, String name) {
    Path output = folder.resolve(name);
    FormatConversion.convert(input, output);
    return output;
  }

  /** fairseq's file, to safetensors and back: the same entries in the same order, bit for bit. */
  @ParameterizedTest
  @CsvSource({
    "postln, trained.pt",
    "preln, trained.pt",
    "admin, trained.pt",
    "postln, init.pt",
    "postln_sepembed, init.pt",
    "postln_learnedpos_gelu, init.pt",
    "preln_radam, init.pt",
    "postln_updatefreq2, init.pt",
    "admin, init.pt",
    "preln, init.pt",
    "deepnet, init.pt",
    "looklinear, init.pt",
    "rezero, init.pt",
    "rezero_postln, init.pt"
  })
  void goldenModelsSurviveThereAndBack(String model, String file) {
    Path original = GoldenModels.path(model, file);
    Path back = convert(convert(original, "there.safetensors"), "back.pt");
    Map<String, ByteBuffer> expected = tensors(original);
    Map<String, ByteBuffer> actual = tensors(back);
    if (file.equals("init.pt")) {
      // An optimiser that has not begun has no state in fairseq; ours is zero.
      actual.keySet().removeIf(name -> name.startsWith("optimizer"));
    }
    assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
    assertThat(actual).isEqualTo(expected);
    assertSameMeaning(original, back);
  }

  @Test
  void aModelOfFairseq012SurvivesThereAndBack() {
    Path back = convert(convert(OF_0_12, "there.safetensors"), "back.pt");
    Map<String, ByteBuffer> expected = tensors(OF_0_12);
    expected.keySet().removeIf(name -> name.matches("model/encoder.layers.\\d+.\\w+\\[.*"));
    Map<String, ByteBuffer> actual = tensors(back);
    assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
    assertThat(actual).isEqualTo(expected);
    assertSameMeaning(OF_0_12, back);
  }

  private static void assertSameMeaning(Path one, Path other) {
    try (Checkpoint first = CheckpointFiles.open(one);
        Checkpoint second = CheckpointFiles.open(other)) {
      assertThat(ModelDescription.read(second)).isEqualTo(ModelDescription.read(first));
      assertThat(second.section("progress", Progress.class))
          .isEqualTo(first.section("progress", Progress.class));
      assertThat(second.section("training", ai.nmt.train.TrainingConfig.class))
          .isEqualTo(first.section("training", ai.nmt.train.TrainingConfig.class));
      Map<String, byte[]> expected = tensors(first);
      Map<String, byte[]> actual = tensors(second);
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
    }
  }

  /** What torch relies on: stored parts, aligned, with their checksums; an independent reader. */
  @Test
  void writesAnArchiveAsTorchDoes() throws IOException {
    Path file = convert(OF_0_12, "x.pt");
    byte[] bytes = Files.readAllBytes(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names = new ArrayList<>();
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        names.add(entry.getName());
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        byte[] content = zip.getInputStream(entry).readAllBytes();
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(content);
        assertThat(crc.getValue()).isEqualTo(entry.getCrc());
      }
      assertThat(names)
          .startsWith("archive/data.pkl", "archive/byteorder", "archive/data/0")
          .endsWith("archive/version");
      assertThat(zip.getInputStream(zip.getEntry("archive/version")).readAllBytes())
          .containsExactly('3', '\n');
    }
    // The first part's bytes begin at 64: header, name, and padding in an extra field.
    assertThat(Arrays.copyOfRange(bytes, 64, 66)).containsExactly(0x80, 2);
  }

  @Test
  void damageIsNoticedAtEveryKilobyte() throws IOException {
    for (Path whole : List.of(convert(OF_0_12, "x.pt"), convert(OF_0_12, "x.safetensors"))) {
      byte[] bytes = Files.readAllBytes(whole);
      boolean safetensors = whole.toString().endsWith(".safetensors");
      Path damaged = folder.resolve("damaged");
      Map<String, byte[]> expected;
      try (Checkpoint checkpoint = CheckpointFiles.open(whole)) {
        expected = tensors(checkpoint);
      }
      for (int place = 0; place < bytes.length; place += 1024) {
        Files.write(damaged, Arrays.copyOf(bytes, place));
        assertThatThrownBy(() -> CheckpointFiles.open(damaged).close())
            .as("%s cut at %d", whole, place)
            .isInstanceOf(InputException.class);
        byte[] flipped = bytes.clone();
        flipped[place] ^= (byte) (1 << (place / 1024 % 8));
        Files.write(damaged, flipped);
        try (Checkpoint checkpoint = CheckpointFiles.open(damaged)) {
          // Only padding between a zip archive's parts may differ.
          assertThat(safetensors).as("%s flipped at %d", whole, place).isFalse();
          tensors(checkpoint)
              .forEach((name, content) -> assertThat(content).isEqualTo(expected.get(name)));
        } catch (InputException e) {
          assertThat(e).hasMessageContaining(damaged.toString());
        }
      }
    }
  }

  @Test
  void anotherExtensionIsRefused() {
    assertThatThrownBy(() -> FormatConversion.convert(OF_0_12, folder.resolve("x.bin")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(".safetensors")
        .hasMessageContaining(".pt");
  }
}
