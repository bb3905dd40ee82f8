package ai.nmt.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.text.SampleCorpus.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCorpusTest {
  private static final SampleCorpusOptions SMALL =
      new SampleCorpusOptions(3, 2000, 300, 300, 999_999, true);

  @TempDir private Path folder;

  @Test
  void writesTheSameAgainForTheSameSeed() throws IOException {
    new SampleCorpus(SMALL).write(folder.resolve("a"));
    new SampleCorpus(SMALL).write(folder.resolve("b"));
    for (String file :
        List.of("train.en", "train.de", "valid.en", "valid.de", "test.en", "test.de")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
    assertThat(Files.readAllLines(folder.resolve("a/train.en"))).hasSize(2000);
    assertThat(Files.readAllLines(folder.resolve("a/test.de"))).hasSize(300);
  }

  @Test
  void testSentencesAreNewButTheirWordsAreNot() throws IOException {
    new SampleCorpus(SampleCorpusOptions.defaults()).write(folder);
    for (String language : List.of("en", "de")) {
      List<String> train = Files.readAllLines(folder.resolve("train." + language));
      List<String> test = Files.readAllLines(folder.resolve("test." + language));
      assertThat(test).doesNotContainAnyElementsOf(train);
      assertThat(words(train)).containsAll(words(test)).hasSizeLessThan(300);
    }
  }

  private static Set<String> words(List<String> lines) {
    Set<String> words = new HashSet<>();
    lines.forEach(line -> words.addAll(Arrays.asList(line.split(" ", -1))));
    return words;
  }

  @Test
  void eachLargeNumberIsInOnePartAndEachSmallOneInTraining() {
    SampleCorpus corpus = new SampleCorpus(SMALL);
    assertThat(corpus.partOf(99)).isEqualTo(Part.TRAIN);
    Map<Part, Integer> shares = new EnumMap<>(Part.class);
    for (int number = 100; number < 10_100; number++) {
      shares.merge(corpus.partOf(number), 1, Integer::sum);
    }
    assertThat(shares.get(Part.VALID)).isBetween(900, 1100);
    assertThat(shares.get(Part.TEST)).isBetween(900, 1100);
  }

  @Test
  void writesCompoundsInPiecesOrWhole() {
    SampleCorpusOptions whole = new SampleCorpusOptions(3, 1, 1, 1, 999_999, false);
    SampleCorpus inPieces = new SampleCorpus(SMALL);
    SampleCorpus inWords = new SampleCorpus(whole);
    for (int i = 0; i < 200; i++) {
      SampleCorpus.Pair pieces = inPieces.pair(Part.TEST, i);
      SampleCorpus.Pair words = inWords.pair(Part.TEST, i);
      assertThat(pieces.german().replace("@@ ", "")).isEqualTo(words.german());
      assertThat(pieces.english().replace("@@ ", "")).isEqualTo(words.english());
      assertThat(words.german()).doesNotContain("\u00AD").doesNotContain("  ");
    }
  }

  @Test
  void rejectsSizesWithoutSense() {
    assertThatThrownBy(() -> new SampleCorpusOptions(1, 0, 1, 1, 99_999, true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0 training");
    assertThatThrownBy(() -> new SampleCorpusOptions(1, 1, 1, 1, 99, true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("99");
  }
}
