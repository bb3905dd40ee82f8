package ai.nmt.run.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.nmt.CopyCorpus;
import ai.nmt.io.InputException;
import ai.nmt.run.DataConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCurvesTest {
  @TempDir private Path logs;

  private void log(String name, String... losses) throws IOException {
    StringBuilder text = new StringBuilder("2026-01-01 | INFO  | model\n");
    for (int i = 0; i < losses.length; i++) {
      text.append(
          "{\"epoch\":1,\"loss\":\"%s\",\"num_updates\":\"%d\",\"gnorm\":\"1.0\"}%n"
              .formatted(losses[i], 10 * (i + 1)));
    }
    Files.createDirectories(logs.resolve("6-6"));
    Files.writeString(logs.resolve("6-6").resolve(name + ".log"), text);
  }

  @Test
  void verdictsCompareWithTheWordsFrequencies() throws IOException {
    log("admin", "10.0", "8.0", "6.5", "6.0");
    log("converged", "10.0", "3.1", "3.1", "2.9");
    log("post-ln", "10.0", "9.1", "9.0", "3.2");
    log("pre-ln", "10.0", "nan");
    log("rezero", "10.0", "11.0");
    TrainingCurves read = TrainingCurves.read(logs);
    assertThat(read.runs().stream().map(read::verdict))
        .containsExactly("finite", "finite", "finite", "diverged", "diverged");
    Path data = logs.resolveSibling("data");
    CopyCorpus.write(data, 200, 2, 1);
    TrainingCurves curves = read.comparedWith(DataConfig.of(data.toString()), 0.1);
    // Ten letters and the end of the sentence among 16 symbols, nearly uniform.
    assertThat(curves.wordFrequencies()).isBetween(3.2, 3.7);
    assertThat(curves.runs().stream().map(curves::verdict))
        .containsExactly("stalled", "trained", "trained", "diverged", "diverged");
    assertThat(curves.table())
        .contains("| 6-6 | admin | 40 | 10.000 | 6.500 | 6.000 | stalled |")
        .last()
        .asString()
        .matches("The words' frequencies alone give 3\\.\\d{3} bits per target word\\.");
  }

  /** Half of the words are the first of four: 1.5 bits. */
  @Test
  void theLossOfWordFrequenciesIsTheirEntropy() {
    WordFrequencies words = new WordFrequencies(new long[] {4, 2, 2, 0});
    assertThat(words.loss(0)).isEqualTo(1.5);
    assertThat(words.loss(1)).isEqualTo(2);
    // q = (0.375, 0.25, 0.25, 0.125)
    assertThat(words.loss(0.5)).isCloseTo(1.905639, within(1e-6));
  }

  @Test
  void theWordsOfAllPartsCount() throws IOException {
    Path data = logs.resolve("data");
    CopyCorpus.write(data, 5, 2, 1);
    long first = words(data);
    CopyCorpus.writeSplit(data, "train1", 5, 1);
    assertThat(words(data)).isEqualTo(2 * first);
  }

  private static long words(Path data) {
    return LongStream.of(WordFrequencies.of(DataConfig.of(data.toString())).counts()).sum();
  }

  @Test
  void wrongLogsAreNamed() throws IOException {
    assertThatThrownBy(() -> TrainingCurves.read(logs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("LOGS/GROUP/NAME.log");
    log("empty");
    assertThatThrownBy(() -> TrainingCurves.read(logs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no line about updates");
    log("empty", "ten");
    assertThatThrownBy(() -> TrainingCurves.read(logs))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
  }
}
