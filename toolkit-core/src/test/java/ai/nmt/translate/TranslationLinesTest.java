package ai.nmt.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.GoldenData;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationLinesTest {
  /** The second file has the first one's tokens, but other options of printing. */
  @ParameterizedTest
  @CsvSource({
    "postln.beam5-nbest3, postln.beam5-nbest3, 3, false",
    "postln.beam5-nbest3, postln.beam5, 1, false",
    "preln.beam5, preln.beam5-removebpe, 1, true",
    "admin.beam5, admin.beam5-removebpe, 1, true"
  })
  void linesAreFairseqs(String tokens, String printed, int best, boolean join) throws IOException {
    Path folder = GoldenData.golden("fairseq/generate");
    Path data = GoldenData.golden("fairseq/databin-joined");
    Dictionary source = Dictionary.load(data.resolve("dict.en.txt"));
    Dictionary target = Dictionary.load(data.resolve("dict.de.txt"));
    SubwordJoiner joiner =
        join ? SubwordJoiner.of(SubwordJoiner.DEFAULT_MARKER) : new SubwordJoiner.None();
    TranslationLines format =
        new TranslationLines(source, target, joiner, UnaryOperator.identity(), best);

    List<String> lines = GoldenTranslations.lines(folder.resolve(tokens + ".out"));
    List<String> written =
        GoldenTranslations.parse(lines, source, target).stream()
            .flatMap(translation -> format.format(translation).stream())
            .filter(line -> !line.startsWith("D-"))
            .toList();
    List<String> expected =
        GoldenTranslations.lines(folder.resolve(printed + ".out")).stream()
            .filter(line -> !line.startsWith("| "))
            .toList();
    assertThat(written).containsExactlyElementsOf(expected);
  }

  @Test
  void joinersMakeWords() {
    assertThat(new SubwordJoiner.None().join("a@@ b c")).isEqualTo("a@@ b c");
    assertThat(SubwordJoiner.of("@@ ").join("a@@ b c d@@")).isEqualTo("ab c d");
    assertThat(SubwordJoiner.of("sentencepiece").join("▁the ▁c at")).isEqualTo("the cat");
    assertThat(SubwordJoiner.of("subword_nmt")).isEqualTo(SubwordJoiner.of("@@ "));
    assertThat(SubwordJoiner.of("none").join("a@@ b")).isEqualTo("a@@ b");
    assertThatThrownBy(() -> SubwordJoiner.of("wordpiece"))
        .hasMessage(
            "--remove-bpe wordpiece is not offered; expected subword_nmt, sentencepiece, none or a"
                + " marker such as '@@ '");
    assertThat(SubwordJoiner.of("@@ ").join("")).isEmpty();
    assertThatThrownBy(() -> SubwordJoiner.of("")).hasMessageContaining("--remove-bpe");
  }
}
