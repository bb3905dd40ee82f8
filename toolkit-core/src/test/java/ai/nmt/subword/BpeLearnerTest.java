package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.subword.BpeCodes.Merge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpeLearnerTest {
  @TempDir private Path folder;

  /** The example of the paper: low 5, lower 2, newest 6, widest 3. */
  @Test
  void learnsThePapersExample() throws IOException {
    WordCounts counts = new WordCounts();
    counts.addDictionary(input("low 5\nlower 2\nnewest 6\nwidest 3\n"));
    assertThat(new BpeLearner(new BpeLearnerOptions(4, 2, false)).learn(counts).merges())
        .containsExactly(
            new Merge("s", "t</w>"),
            new Merge("e", "st</w>"),
            new Merge("l", "o"),
            new Merge("w", "est</w>"));
  }

  @Test
  void stopsBeforeRarePairs() throws IOException {
    WordCounts counts = new WordCounts();
    counts.addText(input("ab ab\ncd"));
    assertThat(new BpeLearner(BpeLearnerOptions.defaults()).learn(counts).merges())
        .containsExactly(new Merge("a", "b</w>"));
  }

  @Test
  void writesWhatItReads() throws IOException {
    BpeCodes codes =
        new BpeCodes(BpeCodes.Version.V0_2, List.of(new Merge("ä", "b"), new Merge("äb", "c</w>")));
    Path file = folder.resolve("codes");
    try (var output = Files.newOutputStream(file)) {
      codes.write(output);
    }
    assertThat(file).hasContent("#version: 0.2\nä b\näb c</w>\n");
    assertThat(BpeCodes.load(file)).isEqualTo(codes);
  }

  @Test
  void namesTheLineOfDamagedCodes() throws IOException {
    Path file = folder.resolve("codes");
    Files.writeString(file, "#version: 0.2\na b\na b c\n");
    assertThatThrownBy(() -> BpeCodes.load(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 3");
    Files.writeString(file, "#version: 9\n");
    assertThatThrownBy(() -> BpeCodes.load(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("version 9");
    assertThatThrownBy(() -> BpeCodes.load(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void rejectsEmptyTextsAndDamagedDictionaries() {
    assertThatThrownBy(() -> new BpeLearner(BpeLearnerOptions.defaults()).learn(new WordCounts()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> new WordCounts().addDictionary(input("a 1\nb x\n")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void ordersEqualCountsByFirstOccurrence() throws IOException {
    WordCounts counts = new WordCounts();
    counts.addText(input("b a a c\r\n\n  c  d b\n"));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    for (WordCounts.Entry entry : counts.byFrequency()) {
      output.writeBytes((entry.word() + entry.count() + " ").getBytes(UTF_8));
    }
    assertThat(output.toString(UTF_8)).isEqualTo("b2 a2 c2 d1 ");
  }

  private static ByteArrayInputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
