package ai.nmt.subword;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equality with the output of subword-nmt's apply-bpe. */
abstract class BpeApplyContract {
  /** Where codes, texts and outputs are. */
  abstract Path folder();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void apply(String language) throws IOException {
    assertThat(segmented("test." + language, BpeSegmenterOptions.defaults()))
        .isEqualTo(read("test.codes3000." + language));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void applyWithVocabulary(String language) throws IOException {
    Set<String> vocabulary =
        BpeSegmenterOptions.readVocabulary(folder().resolve("vocab." + language), 20);
    assertThat(segmented("test." + language, new BpeSegmenterOptions("@@", vocabulary, List.of())))
        .isEqualTo(read("test.codes3000.vocab20." + language));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void applyWithGlossaries(String language) throws IOException {
    BpeSegmenterOptions options =
        new BpeSegmenterOptions(
            "@@", Set.of(), BpeSegmenterOptions.compileGlossaries(List.of("Mann", "[Ww]om\\w+")));
    assertThat(segmented("test." + language, options))
        .isEqualTo(read("test.codes3000.glossary." + language));
  }

  String segmented(String file, BpeSegmenterOptions options) throws IOException {
    BpeSegmenter segmenter =
        new BpeSegmenter(BpeCodes.load(folder().resolve("codes.3000")), options);
    StringBuilder result = new StringBuilder();
    String text = read(file);
    text.lines().forEach(line -> result.append(segmenter.apply(line)).append('\n'));
    assertThat(BlockSegmenterTest.blocks(segmenter, text)).isEqualTo(result.toString());
    return result.toString();
  }

  String read(String file) throws IOException {
    return Files.readString(folder().resolve(file));
  }
}
