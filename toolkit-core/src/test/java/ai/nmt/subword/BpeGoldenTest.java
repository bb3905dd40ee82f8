package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of subword-nmt's outputs (golden/bpe). */
class BpeGoldenTest extends BpeApplyContract {
  @Override
  Path folder() {
    return GoldenData.golden("bpe");
  }

  @ParameterizedTest
  @CsvSource({
    "codes.3000, 3000, 2, false",
    "codes.minfreq5, 20000, 5, false",
    "codes.1000.total, 1000, 2, true"
  })
  void learn(String file, int symbols, long minFrequency, boolean totalSymbols) throws IOException {
    WordCounts counts = new WordCounts();
    for (String language : List.of("en", "de")) {
      try (InputStream text = Files.newInputStream(folder().resolve("train." + language))) {
        counts.addText(text);
      }
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new BpeLearner(new BpeLearnerOptions(symbols, minFrequency, totalSymbols))
        .learn(counts)
        .write(output);
    assertThat(output.toString(UTF_8)).isEqualTo(read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void getVocabulary(String language) throws IOException {
    WordCounts counts = new WordCounts();
    String text = segmented("train." + language, BpeSegmenterOptions.defaults());
    counts.addText(new ByteArrayInputStream(text.getBytes(UTF_8)));
    assertThat(
            counts.byFrequency().stream()
                .map(entry -> entry.word() + " " + entry.count() + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(read("vocab." + language));
  }
}
