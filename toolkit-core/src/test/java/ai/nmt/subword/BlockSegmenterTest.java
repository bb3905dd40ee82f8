package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.BlockFilter;
import ai.nmt.io.InputException;
import ai.nmt.subword.BpeCodes.Merge;
import ai.nmt.subword.BpeCodes.Version;
import ai.nmt.text.RandomLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segmenting bytes gives what segmenting strings gives. */
class BlockSegmenterTest {
  private static final BpeSegmenterOptions PLAIN = BpeSegmenterOptions.defaults();
  private static final String[] ALPHABET = {"a", "b", "é", "中", "😀"};

  @ParameterizedTest
  @EnumSource
  void cutsRandomWordsAsStringsAreCut(Version version) throws IOException {
    Random random = new Random(7);
    List<String> symbols = new ArrayList<>(List.of(ALPHABET));
    List<Merge> merges = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String left = symbols.get(random.nextInt(symbols.size()));
      String right = symbols.get(random.nextInt(symbols.size()));
      boolean ends = random.nextInt(3) == 0;
      merges.add(new Merge(left, ends && version == Version.V0_2 ? right + "</w>" : right));
      if (ends && version == Version.V0_1) {
        merges.add(new Merge(right, "</w>"));
      } else if (!ends) {
        symbols.add(left + right);
      }
    }
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 100_000; word++) {
      for (int i = random.nextInt(14); i >= 0; i--) {
        text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
      }
      text.append(random.nextInt(6) == 0 ? "\n" : " ");
    }
    assertEqualToStrings(new BpeSegmenter(new BpeCodes(version, merges), PLAIN), text.toString());
  }

  @Test
  void takesAnyLine() throws IOException {
    List<Merge> merges = List.of(new Merge("e", "r</w>"), new Merge("a", "b"));
    BpeCodes codes = new BpeCodes(Version.V0_2, merges);
    String lines = String.join("\n", RandomLines.of(10_000, 12));
    // Twice: the second time from the cache.
    String text = new String((lines + "\n" + lines).getBytes(UTF_8), UTF_8);
    assertEqualToStrings(new BpeSegmenter(codes, PLAIN), text);
    assertEqualToStrings(
        new BpeSegmenter(codes, new BpeSegmenterOptions("@@", Set.of("ab@@"), List.of())), text);
    assertEqualToStrings(
        new BpeSegmenter(
            codes,
            new BpeSegmenterOptions(
                "@@", Set.of(), BpeSegmenterOptions.compileGlossaries(List.of("[a-c]\\w")))),
        text);
  }

  @Test
  void takesWordsOfAllLengthsAndBlanksAnywhere() throws IOException {
    BpeSegmenter segmenter =
        new BpeSegmenter(new BpeCodes(Version.V0_2, List.of(new Merge("a", "a"))), PLAIN);
    StringBuilder text = new StringBuilder(" \n\r\n  \r \n\0\n\0\0 \0\n");
    for (int length = 1; length < 200; length++) {
      text.append("\r ").append("a".repeat(length)).append("  ").append("a".repeat(length - 1));
      text.append(length % 3 == 0 ? "\n" : " \r\n");
    }
    assertEqualToStrings(segmenter, text + "unended a");
  }

  /** More different words than a cache holds: what was forgotten is made again. */
  @Test
  void forgetsAndMakesAgain() throws IOException {
    BpeSegmenter segmenter =
        new BpeSegmenter(new BpeCodes(Version.V0_2, List.of(new Merge("1", "0"))), PLAIN);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_300_000; i++) {
      text.append(i).append(i % 10 == 0 ? " 1010\n" : " ");
    }
    assertEqualToStrings(segmenter, text.toString());
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    byte[] bytes = "aa b\n? b\nab? b".getBytes(UTF_8);
    bytes[11] = (byte) 0xE9;
    BpeSegmenter segmenter =
        new BpeSegmenter(new BpeCodes(Version.V0_2, List.of(new Merge("a", "b"))), PLAIN);
    assertThatThrownBy(
            () ->
                new BlockFilter(segmenter.blocks(), 2)
                    .run(new ByteArrayInputStream(bytes), new ByteArrayOutputStream()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 3");
  }

  private static void assertEqualToStrings(BpeSegmenter segmenter, String text) throws IOException {
    assertThat(blocks(segmenter, text)).isEqualTo(strings(segmenter, text));
  }

  static String strings(BpeSegmenter segmenter, String text) {
    StringBuilder result = new StringBuilder();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      result.append(segmenter.apply(text.substring(start, end))).append('\n');
      start = end + 1;
    }
    return result.toString();
  }

  static String blocks(BpeSegmenter segmenter, String text) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new BlockFilter(segmenter.blocks(), 2)
        .run(new ByteArrayInputStream(text.getBytes(UTF_8)), output);
    return output.toString(UTF_8);
  }
}
