package ai.nmt.corpus;

import static ai.nmt.TextFiles.resource;
import static ai.nmt.TextFiles.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.GoldenData;
import ai.nmt.io.InputException;
import ai.nmt.random.SplitMix64;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFormatsTest {
  @TempDir private Path folder;

  private static void writeAll(Path prefix, ElementType type, List<int[]> sentences) {
    try (MMapDatasetWriter writer = MMapDatasetWriter.create(prefix, type)) {
      sentences.forEach(writer::add);
      writer.commit();
    }
  }

  private static List<int[]> readAll(TokenDataset data) {
    List<int[]> sentences = IntStream.range(0, data.size()).mapToObj(data::get).toList();
    for (int i = 0; i < data.size(); i++) {
      assertThat(data.length(i)).isEqualTo(sentences.get(i).length);
    }
    return sentences;
  }

  @Test
  void theIndexIsLaidOutAsDocumented() throws IOException {
    writeAll(
        folder.resolve("d"), ElementType.UINT16, List.of(new int[] {4, 258, 2}, new int[] {2}));
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("d.bin"))))
        .isEqualTo("0400" + "0201" + "0200" + "0200");
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("d.idx"))))
        .isEqualTo(
            "4d4d4944494458"
                + "0000"
                + "0100000000000000"
                + "08"
                + "0200000000000000"
                + "03000000"
                + "01000000"
                + "0000000000000000"
                + "0600000000000000");
  }

  @ParameterizedTest
  @EnumSource(ElementType.class)
  void everyElementTypeIsReadAsWritten(ElementType type) {
    int largest =
        switch (type) {
          case INT8 -> 127;
          case UINT8 -> 255;
          case INT16 -> 32_767;
          case UINT16 -> 65_535;
          case INT32, INT64 -> Integer.MAX_VALUE - 1;
        };
    SplitMix64 random = new SplitMix64(3);
    List<int[]> sentences = new ArrayList<>(List.of(new int[] {largest, 0}));
    for (int i = 0; i < 20_000; i++) {
      sentences.add(
          IntStream.range(0, random.nextInt(5)).map(j -> random.nextInt(largest)).toArray());
    }
    writeAll(folder.resolve("d"), type, sentences);
    assertThat(readAll(TokenDatasets.open(folder.resolve("d"))))
        .containsExactlyElementsOf(sentences);
  }

  @Test
  void wideIdsAreUsedFromFairseqsLimitOn() {
    assertThat(ElementType.forVocabulary(65_499)).isEqualTo(ElementType.UINT16);
    assertThat(ElementType.forVocabulary(65_500)).isEqualTo(ElementType.INT32);
  }

  @Test
  void noSentencesAreADataSetToo() {
    writeAll(folder.resolve("d"), ElementType.INT32, List.of());
    assertThat(TokenDatasets.open(folder.resolve("d")).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"valid.de-en.de", "valid.de-en.en", "test.de-en.de", "test.de-en.en"})
  void realDataIsRewrittenByteForByte(String name) {
    Path original = GoldenData.data("iwslt14-databin").resolve(name);
    MMapDataset data = (MMapDataset) TokenDatasets.open(original);
    assertThat(data.size()).isEqualTo(name.startsWith("valid") ? 7283 : 6750);
    writeAll(folder.resolve(name), data.type(), readAll(data));
    for (String suffix : List.of(".bin", ".idx")) {
      assertThat(folder.resolve(name + suffix))
          .hasSameBinaryContentAs(original.resolveSibling(name + suffix));
    }
  }

  /** Writes the older format: position arrays in elements, ids plus 1. */
  private void writeTnt(Path prefix, ElementType type, List<int[]> sentences) {
    int tokens = sentences.stream().mapToInt(ids -> ids.length).sum();
    ByteBuffer data = ByteBuffer.wrap(new byte[tokens * type.bytes()]);
    sentences.forEach(
        ids -> {
          for (int id : ids) {
            type.write(data.order(ByteOrder.LITTLE_ENDIAN), id + 1);
          }
        });
    int size = sentences.size();
    ByteBuffer index = ByteBuffer.wrap(new byte[48 + 8 * (3 * size + 2)]);
    index.order(ByteOrder.LITTLE_ENDIAN).put("TNTIDX\0\0".getBytes(ISO_8859_1));
    index.putLong(1).putLong(type.code()).putLong(type.bytes()).putLong(size).putLong(size);
    IntStream.rangeClosed(0, size).forEach(index::putLong);
    long position = 0;
    for (int[] ids : sentences) {
      index.putLong(position);
      position += ids.length;
    }
    index.putLong(position);
    sentences.forEach(ids -> index.putLong(ids.length));
    write(prefix.resolveSibling(prefix.getFileName() + ".bin"), data.array());
    write(prefix.resolveSibling(prefix.getFileName() + ".idx"), index.array());
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"INT32", "INT64", "UINT16"})
  void theOlderFormatIsRead(ElementType type) {
    List<int[]> sentences = List.of(new int[] {5, 0, 2}, new int[] {2}, new int[] {7, 7, 2});
    writeTnt(folder.resolve("d"), type, sentences);
    TokenDataset data = TokenDatasets.open(folder.resolve("d"));
    assertThat(data).isInstanceOf(TntDataset.class);
    assertThat(readAll(data)).containsExactlyElementsOf(sentences);
  }

  @Test
  void dataMayBeLargerThanTwoGibibytes() throws IOException {
    // Three sentences of ids in a sparse .bin: the last one begins beyond 4 GiB.
    int length = 550_000_000;
    ByteBuffer index = ByteBuffer.wrap(new byte[26 + 36]).order(ByteOrder.LITTLE_ENDIAN);
    index.put("MMIDIDX\0\0".getBytes(ISO_8859_1)).putLong(1).put((byte) 4).putLong(3);
    index.putInt(length).putInt(length).putInt(3);
    index.putLong(0).putLong(4L * length).putLong(8L * length);
    write(folder.resolve("d.idx"), index.array());
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("d.bin").toFile(), "rw")) {
      file.setLength(8L * length + 12);
      file.seek(8L * length);
      file.write(new byte[] {9, 0, 0, 0, 1, 1, 0, 0, 2, 0, 0, 0});
    }
    assertThat(TokenDatasets.open(folder.resolve("d")).get(2)).containsExactly(9, 257, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {".idx", ".bin"})
  void aTruncatedFileIsReported(String suffix) throws IOException {
    Path original = resource("fairseq/databin-joined");
    for (String each : List.of(".idx", ".bin")) {
      Files.copy(original.resolve("test.en-de.de" + each), folder.resolve("d" + each));
    }
    Path file = folder.resolve("d" + suffix);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 9, 20, 26, whole.length / 2, whole.length - 1}) {
      write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TokenDatasets.open(folder.resolve("d")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("preprocess");
    }
  }

  @Test
  void otherFilesAreRefused() {
    write(folder.resolve("d.idx"), "this is no index, but a text");
    write(folder.resolve("d.bin"), "");
    assertThatThrownBy(() -> TokenDatasets.open(folder.resolve("d")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not the index of binarised data");
    assertThatThrownBy(() -> TokenDatasets.open(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.idx: there is no such file");
  }

  @Test
  void floatsAreNoIds() throws IOException {
    writeAll(folder.resolve("d"), ElementType.INT32, List.of(new int[] {1}));
    byte[] index = Files.readAllBytes(folder.resolve("d.idx"));
    index[17] = 6;
    write(folder.resolve("d.idx"), index);
    assertThatThrownBy(() -> TokenDatasets.open(folder.resolve("d")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("element type 6");
  }

  @Test
  void anIdBeyondTheDictionaryIsReported() {
    writeAll(folder.resolve("d"), ElementType.UINT16, List.of(new int[] {4, 2}, new int[] {9, 2}));
    TokenDataset data = TokenDatasets.open(folder.resolve("d"), 9);
    assertThat(data.get(0)).containsExactly(4, 2);
    assertThatThrownBy(() -> data.get(1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sentence 1 of")
        .hasMessageContaining("has the id 9, but the dictionary has only 9 symbols");
  }

  @Test
  void aPositionOutsideTheDataIsReported() throws IOException {
    writeAll(folder.resolve("d"), ElementType.UINT16, List.of(new int[] {4, 2}, new int[] {9, 2}));
    byte[] index = Files.readAllBytes(folder.resolve("d.idx"));
    index[26 + 8 + 3] = 1;
    write(folder.resolve("d.idx"), index);
    TokenDataset data = TokenDatasets.open(folder.resolve("d"));
    assertThatThrownBy(() -> data.get(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sentence 0 of");
  }

  @Test
  void nothingAppearsWithoutACommit() {
    try (MMapDatasetWriter writer = MMapDatasetWriter.create(folder.resolve("d"), 100)) {
      writer.add(new int[] {4, 2});
    }
    assertThat(folder).isEmptyDirectory();
  }
}
