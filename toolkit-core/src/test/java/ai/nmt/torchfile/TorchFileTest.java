package ai.nmt.torchfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.pickle.PythonClass;
import ai.nmt.pickle.PythonObject;
import ai.nmt.pickle.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that torch 2.4.1 wrote of one dictionary: as zip archive with pickle protocols 2 to 5, and
 * as streams.
 */
class TorchFileTest {
  /** Prime, so that all bits of a byte and all places of a word have their turn. */
  private static final int STRIDE = 23;

  @TempDir Path folder;

  static Path resource(String name) {
    try {
      return Path.of(TorchFileTest.class.getResource(name).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TorchTensor tensor(TorchFile file, String name) {
    return (TorchTensor) ((Map<?, ?>) file.root()).get(name);
  }

  private static float[] floats(TorchFile file, String name) {
    return file.floats(tensor(file, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "protocol3", "protocol4", "protocol5", "stream"})
  void readsAllNumberFormats(String kind) {
    try (TorchFile file = TorchFile.open(resource("numbers." + kind + ".pt"), name -> false)) {
      assertThat(floats(file, "scalar")).containsExactly(2.5f);
      assertThat(tensor(file, "empty").shape()).containsExactly(0L, 3L);
      assertThat(floats(file, "double")).containsExactly(0.1f, Float.POSITIVE_INFINITY);
      // 6e-8 is the smallest half, 2^-24
      assertThat(floats(file, "half"))
          .containsExactly(1.5f, -0x1.998p-4f, 0x1p-24f, 65504f, Float.POSITIVE_INFINITY);
      assertThat(floats(file, "bfloat16")).containsExactly(1.5f, -0x1.9ap-4f, 0x1.94p99f);
      assertThat(file.longs(tensor(file, "long"))).containsExactly(-5, 1L << 40);
      for (String type : List.of("int", "short", "char")) {
        assertThat(file.longs(tensor(file, type))).as(type).containsExactly(-5, 7);
      }
      assertThat(file.longs(tensor(file, "byte"))).containsExactly(5, 200);
      assertThat(file.longs(tensor(file, "bool"))).containsExactly(1, 0);
      assertThat(floats(file, "parameter")).containsExactly(1, 2);
    }
  }

  /** Tensors of a GPU, parameters as objects of their own, with attributes; a copy of all of it. */
  @Test
  void readsWhatATrainingOnAGpuSaves() {
    try (TorchFile file = TorchFile.open(resource("gpu.pt"), name -> false)) {
      Map<?, ?> root = (Map<?, ?>) file.root();
      Map<?, ?> model = (Map<?, ?>) root.get("model");
      assertThat(((Map<?, ?>) root.get("extra_state")).get("ema")).isEqualTo(model);
      Map<String, float[]> values = new java.util.LinkedHashMap<>();
      model.forEach((name, tensor) -> values.put((String) name, file.floats((TorchTensor) tensor)));
      assertThat(values)
          .containsOnly(
              Map.entry("half", new float[] {1.5f, -2}),
              Map.entry("bfloat16", new float[] {1.5f, -2}),
              Map.entry("parameter", new float[] {3}),
              Map.entry("with_state", new float[] {4}),
              Map.entry("typed", new float[] {5}),
              Map.entry("typed_parameter", new float[] {6}));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "stream"})
  void readsViewsOfOneStorage(String kind) {
    try (TorchFile file = TorchFile.open(resource("numbers." + kind + ".pt"), name -> false)) {
      float[] base = floats(file, "float");
      assertThat(base).hasSize(24).startsWith(0, 1, 2).endsWith(22, 23);
      assertThat(tensor(file, "transposed").shape()).containsExactly(6L, 4L);
      assertThat(floats(file, "transposed")).startsWith(0, 6, 12, 18, 1, 7).endsWith(17, 23);
      assertThat(floats(file, "columns")).containsExactly(1, 2, 7, 8, 13, 14, 19, 20);
      assertThat(floats(file, "rows")).isEqualTo(Arrays.copyOfRange(base, 12, 24));
      assertThat(tensor(file, "rows").storage()).isEqualTo(tensor(file, "float").storage());
      assertThat(tensor(file, "rows").isContiguous()).isTrue();
      assertThat(tensor(file, "columns").isContiguous()).isFalse();
      ByteBuffer piece = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      file.read(tensor(file, "transposed"), 3, piece);
      assertThat(piece.flip().getFloat()).isEqualTo(18);
      assertThat(piece.getFloat()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "protocol3", "protocol4", "protocol5", "stream"})
  void readsPythonsValues(String kind) {
    try (TorchFile file = TorchFile.open(resource("numbers." + kind + ".pt"), name -> false)) {
      Map<?, ?> root = (Map<?, ?>) file.root();
      PythonObject args = (PythonObject) root.get("args");
      assertThat(args.type()).isEqualTo(new PythonClass("argparse", "Namespace"));
      assertThat(args.attributes())
          .containsEntry("arch", "transformer")
          .containsEntry("lr", List.of(0.5))
          .containsEntry("none", null)
          .containsEntry("yes", true)
          .containsEntry("big", BigInteger.TWO.pow(70))
          .containsEntry("neg", -3L);
      assertThat(root.get("ordered")).isEqualTo(Map.of("a", 1L, "b", Tuple.of(1L, 2.5, "x")));
      assertThat(root.get("set")).isEqualTo(Set.of(1L, 2L));
      assertThat((byte[]) root.get("bytes")).containsExactly(0, 0xff);
      assertThat(root.get("numpy")).isEqualTo(0.25);
      assertThat(root.get("numpy32")).isEqualTo(-7L);
      assertThat(root.get("list"))
          .isEqualTo(Arrays.asList(null, true, false, -1L, 255L, 65536L, "ä"));
      assertThat((Map<?, ?>) root.get("nested"))
          .hasToString("{dtype=torch.float16, size=Tuple[items=[4, 6]]}");
    }
  }

  /** Each bit of the zip archive's names, list and numbers matters; padding between parts not. */
  @Test
  void aFlippedBitOfAZipArchiveIsNoticedOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(resource("numbers.zip.pt"));
    Path file = folder.resolve("flipped.pt");
    String expected = content(resource("numbers.zip.pt"));
    int noticed = 0;
    for (int bit = 0; bit < whole.length * 8; bit += STRIDE) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, damaged);
      noticed += isRefused(file, expected) ? 1 : 0;
    }
    assertThat(noticed).isGreaterThan(whole.length * 8 / STRIDE / 4);
  }

  /** Whether it is refused; if not, it must hold what the undamaged file holds. */
  private static boolean isRefused(Path file, String expected) {
    try {
      assertThat(content(file)).isEqualTo(expected);
      return false;
    } catch (InputException e) {
      assertThat(e).hasMessageContaining(file.toString());
      return true;
    }
  }

  private static String content(Path path) {
    StringBuilder text = new StringBuilder();
    try (TorchFile file = TorchFile.open(path, name -> false)) {
      ((Map<?, ?>) file.root())
          .forEach(
              (name, value) -> {
                text.append(name).append('=');
                if (value instanceof TorchTensor tensor) {
                  text.append(tensor.shape()).append(Arrays.toString(file.floats(tensor)));
                } else if (value instanceof PythonObject object) {
                  text.append(object.attributes());
                } else if (!(value instanceof byte[])) {
                  text.append(value);
                }
              });
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "stream"})
  void everyTruncationIsNoticed(String kind) throws IOException {
    byte[] whole = Files.readAllBytes(resource("numbers." + kind + ".pt"));
    Path file = folder.resolve("truncated.pt");
    for (int length = 0; length < whole.length; length += STRIDE) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TorchFile.open(file, name -> false).close())
          .as("%d bytes", length)
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString());
    }
  }

  /**
   * Streams have no checksum: a flip may change a value, but never ends in anything but an error.
   */
  @Test
  void aFlippedBitOfStreamsIsAnErrorOrAnotherValue() throws IOException {
    byte[] whole = Files.readAllBytes(resource("numbers.stream.pt"));
    Path file = folder.resolve("flipped.pt");
    for (int bit = 0; bit < whole.length * 8; bit += STRIDE) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, damaged);
      try {
        content(file);
      } catch (InputException e) {
        assertThat(e).as("bit %d", bit).hasMessageContaining(file.toString());
      } catch (ClassCastException e) {
        // The root is another value than a map of tensors; whoever asks for one says so.
        assertThat(e.getStackTrace()[0].getClassName()).contains("TorchFileTest");
      }
    }
  }

  @Test
  void whatIsNoFileOfTorchIsRefused() throws IOException {
    Path file = folder.resolve("x.pt");
    Files.writeString(file, "just some text");
    assertThatThrownBy(() -> TorchFile.open(file, name -> false).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("neither a zip archive nor a stream of torch.save");
    Files.write(file, new byte[0]);
    assertThatThrownBy(() -> TorchFile.open(file, name -> false).close())
        .hasMessageContaining("only 0 bytes");
    assertThatThrownBy(() -> TorchFile.open(folder.resolve("none.pt"), name -> false).close())
        .hasMessageContaining("does not exist");
  }
}
