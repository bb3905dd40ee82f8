package ai.nmt.sentencepiece;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.text.RandomLines;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equality with SentencePiece 0.2's Python package.
 *
 * <p>Two models of the sample corpus: {@code unigram} (300 pieces, of which an emoji and {@code
 * <sep>} are user-defined) and {@code bytes} (BPE, 600 pieces, byte fallback; an emoji is part of
 * pieces). The input's first 50 lines are sentences, the others are tricky.
 */
class SentencePieceModelTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"unigram", "bytes"})
  void encodesAsTheReference(String name) throws IOException {
    try (SentencePieceModel model = load(name)) {
      assertThat(mapped("input", model)).isEqualTo(read(name + ".pieces"));
      assertThat(mapped("input", line -> written(model.ids(line)))).isEqualTo(read(name + ".ids"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unigram", "bytes"})
  void decodesPiecesAsTheReference(String name) throws IOException {
    try (SentencePieceModel model = load(name)) {
      assertThat(mapped(name + ".pieces", model::join)).isEqualTo(read(name + ".pieces-decoded"));
      assertThat(mapped(name + ".shuffled-pieces", model::join))
          .isEqualTo(read(name + ".shuffled-pieces-decoded"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unigram", "bytes"})
  void decodesIdsAsTheReference(String name) throws IOException {
    try (SentencePieceModel model = load(name)) {
      assertThat(mapped(name + ".ids", line -> model.text(ids(line))))
          .isEqualTo(read(name + ".ids-decoded"));
      assertThat(mapped(name + ".random-ids", line -> model.text(ids(line))))
          .isEqualTo(read(name + ".random-ids-decoded"));
    }
  }

  @Test
  void knowsItsPieces() {
    try (SentencePieceModel model = load("unigram")) {
      assertThat(model.size()).isEqualTo(300);
      assertThat(model.piece(0)).isEqualTo("<unk>");
      assertThat(model.piece(3)).isEqualTo("😀");
      List<String> pieces = model.pieces("the river is 😀");
      int[] ids = model.ids("the river is 😀");
      assertThat(pieces).startsWith("▁the").endsWith("😀").hasSameSizeAs(ids);
      for (int i = 0; i < ids.length; i++) {
        assertThat(model.piece(ids[i])).isEqualTo(pieces.get(i));
      }
    }
  }

  @Test
  void refusesIdsThatWouldEndTheProcess() {
    try (SentencePieceModel model = load("unigram")) {
      for (int id : new int[] {-1, 300, Integer.MAX_VALUE}) {
        assertThatThrownBy(() -> model.text(new int[] {5, id}))
            .isInstanceOf(InputException.class)
            .hasMessageContaining("id " + id)
            .hasMessageContaining("0 to 299");
      }
    }
  }

  @Test
  void takesAnyLine() {
    try (SentencePieceModel model = load("bytes")) {
      for (String line : RandomLines.of(10_000, 12)) {
        String wellFormed = new String(line.getBytes(UTF_8), UTF_8);
        assertThat(model.text(model.ids(line)).replace(" ", ""))
            .isEqualTo(wellFormed.replace(" ", "").replace("▁", ""));
      }
    }
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path missing = folder.resolve("missing.model");
    assertThatThrownBy(() -> SentencePieceModel.load(missing))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing.model");
    byte[] model = Files.readAllBytes(resource("unigram.model"));
    List<byte[]> damaged =
        List.of(
            new byte[0],
            "a text, not a model".getBytes(UTF_8),
            Arrays.copyOf(model, model.length / 2),
            new byte[] {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 1});
    for (byte[] bytes : damaged) {
      Path file = Files.write(folder.resolve("damaged.model"), bytes);
      assertThatThrownBy(() -> SentencePieceModel.load(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no SentencePiece model");
    }
  }

  private static String mapped(String file, UnaryOperator<String> stage) throws IOException {
    return Stream.of(read(file).split("\n", -1))
        .limit(lineCount(file))
        .map(line -> stage.apply(line) + "\n")
        .collect(Collectors.joining());
  }

  private static int lineCount(String file) throws IOException {
    return read(file).split("\n", -1).length - 1;
  }

  private static int[] ids(String line) {
    return Stream.of(line.split(" ", -1))
        .filter(id -> !id.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static String written(int[] ids) {
    return Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(" "));
  }

  private static SentencePieceModel load(String name) {
    return SentencePieceModel.load(resource(name + ".model"));
  }

  private static String read(String name) throws IOException {
    return Files.readString(resource(name));
  }

  private static Path resource(String name) {
    try {
      return Path.of(SentencePieceModelTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
