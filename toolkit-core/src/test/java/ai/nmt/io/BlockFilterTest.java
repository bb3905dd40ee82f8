package ai.nmt.io;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockFilterTest {
  /** Long and short lines in turn, so that blocks are used again after longer ones. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void keepsEveryByteAndNumbersTheLines(int threads) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      int length = i % 5_000 == 17 ? 1_500_000 : random.nextInt(60);
      text.append(Character.toString('a' + i % 26).repeat(length)).append('\n');
    }
    byte[] bytes = text.append("unended").toString().getBytes(US_ASCII);
    Map<Long, Long> blocks = new ConcurrentHashMap<>();
    BlockStage stage =
        (lines, firstLine, result) -> {
          blocks.put(firstLine, ByteScan.countLines(lines));
          result.append(lines.array(), 0, lines.length());
        };
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    long lines = new BlockFilter(stage, threads).run(new ByteArrayInputStream(bytes), output);
    assertThat(output.toByteArray()).isEqualTo(bytes);
    assertThat(lines).isEqualTo(20_001);
    long next = 1;
    while (blocks.containsKey(next)) {
      next += blocks.get(next);
    }
    assertThat(next).isEqualTo(lines + 1);
  }

  /** A line that has ended is worked on while its successor is waited for. */
  @Test
  void answersALineBeforeItWaitsForTheNext() throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    InputStream dialogue =
        new InputStream() {
          private int asked;

          @Override
          public int read() {
            throw new UnsupportedOperationException("blocks are read by many bytes");
          }

          @Override
          public int read(byte[] bytes, int start, int length) {
            assertThat(output.toString(US_ASCII)).isEqualTo("a\n".repeat(asked));
            if (asked == 3) {
              return -1;
            }
            asked++;
            bytes[start] = 'a';
            bytes[start + 1] = '\n';
            return 2;
          }
        };
    BlockStage copy = (lines, line, result) -> result.append(lines.array(), 0, lines.length());
    assertThat(new BlockFilter(copy, 2).run(dialogue, output)).isEqualTo(3);
  }

  @Test
  void rejectsNoThreads() {
    assertThatThrownBy(() -> new BlockFilter((lines, line, result) -> {}, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("number of threads is 0");
  }
}
