package ai.nmt.subword;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.text.RandomLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextCounterTest {
  /** Counts and order of first occurrences, against the plainest way to count. */
  @ParameterizedTest
  @CsvSource({"1, 1048576", "1, 1000", "4, 1000", "4, 7"})
  void countsAsOneLoopWould(int threads, int blockBytes) throws IOException {
    List<String> lines =
        RandomLines.of(2_000, 5).stream().map(line -> wellFormed(line).replace('\n', ' ')).toList();
    Map<String, Long> expected = new LinkedHashMap<>();
    for (String line : lines) {
      for (String word : line.replaceAll("^[ \r]+|[ \r]+$", "").split(" +", -1)) {
        if (!word.isEmpty()) {
          expected.merge(word, 1L, Long::sum);
        }
      }
    }
    assertThat(counted(String.join("\n", lines).getBytes(UTF_8), threads, blockBytes))
        .containsExactlyEntriesOf(expected);
  }

  @Test
  void countsNothingInNothing() throws IOException {
    assertThat(counted(new byte[0], 2, 10)).isEmpty();
    assertThat(counted("\n \r\n\n".getBytes(UTF_8), 2, 3)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "3, 8"})
  void namesTheFirstLineThatIsNotUtf8(int threads, int blockBytes) {
    byte[] text = "one\ntwo\nthree\nfo r\nfive\ns x\n".getBytes(UTF_8);
    text[16] = (byte) 0xFF;
    text[25] = (byte) 0xFF;
    assertThatThrownBy(() -> counted(text, threads, blockBytes))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 4 ");
  }

  @Test
  void namesALastLineThatBreaksOff() {
    byte[] text = {'a', '\n', 'b', (byte) 0xC3};
    assertThatThrownBy(() -> counted(text, 1, 100))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2 ");
  }

  @Test
  void rejectsNoThreads() {
    assertThatThrownBy(() -> new WordCounts().addText(new ByteArrayInputStream(new byte[0]), 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("workers is 0");
  }

  private static Map<String, Long> counted(byte[] text, int threads, int blockBytes)
      throws IOException {
    WordTable table = new WordTable();
    new TextCounter(table).count(new ByteArrayInputStream(text), threads, blockBytes);
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < table.size(); i++) {
      counts.put(table.word(i), table.count(i));
    }
    return counts;
  }

  private static String wellFormed(String line) {
    return new String(line.getBytes(UTF_8), UTF_8);
  }
}
