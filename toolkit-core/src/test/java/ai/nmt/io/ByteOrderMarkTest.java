package ai.nmt.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteOrderMarkTest {
  private static final String MARK = "\uFEFF";

  @TempDir private Path folder;

  private static String rest(byte[] bytes) throws IOException {
    try (InputStream stream = ByteOrderMark.dropped(new ByteArrayInputStream(bytes), "a text")) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void onlyTheFirstMarkIsLeftOut() throws IOException {
    for (String text : List.of("", "a", "ab", "abc", "\u00e9", "\uFFFDx", "a" + MARK)) {
      assertThat(rest(text.getBytes(UTF_8))).isEqualTo(text);
      assertThat(rest((MARK + text).getBytes(UTF_8))).isEqualTo(text);
      assertThat(rest((MARK + MARK + text).getBytes(UTF_8))).isEqualTo(MARK + text);
      assertThat(ByteOrderMark.dropped(MARK + text, "a text")).isEqualTo(text);
      assertThat(ByteOrderMark.dropped(text, "a text")).isEqualTo(text);
    }
  }

  @Test
  void aPartOfTheMarkIsNone() throws IOException {
    byte[] bytes = (MARK + "a").getBytes(UTF_8);
    for (int length = 0; length < 3; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      try (InputStream stream = ByteOrderMark.dropped(new ByteArrayInputStream(part), "a text")) {
        assertThat(stream.readAllBytes()).isEqualTo(part);
        assertThat(stream.read()).isEqualTo(-1);
      }
    }
  }

  /** A terminal tells its end once, and then waits for more. */
  @Test
  void anEmptyStreamIsAskedOnce() throws IOException {
    int[] calls = {0};
    InputStream terminal =
        new InputStream() {
          @Override
          public int read() {
            calls[0]++;
            return -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return read();
          }
        };
    try (InputStream stream = ByteOrderMark.dropped(terminal, "a terminal")) {
      assertThat(stream.read(new byte[8], 0, 8)).isEqualTo(-1);
    }
    assertThat(calls[0]).isEqualTo(1);
  }

  @Test
  void readersOfLinesDoNotSeeIt() throws IOException {
    Path file = Files.writeString(folder.resolve("text"), MARK + "a" + MARK + "\n" + MARK + "b\n");
    List<String> lines = List.of("a" + MARK, MARK + "b");
    assertThat(Utf8Lines.read(file)).isEqualTo(lines);
    try (LineBlocks blocks = LineBlocks.open(file, LineEnds.LINE_FEED, 4)) {
      StringBuilder read = new StringBuilder();
      for (LineBlock block = blocks.next(); block != null; block = blocks.next()) {
        try (Utf8Lines some = block.lines()) {
          some.forEachRemaining(line -> read.append(line).append('\n'));
        }
      }
      assertThat(read).hasToString(String.join("\n", lines) + "\n");
    }
    Files.writeString(file, MARK);
    assertThat(Utf8Lines.read(file)).isEmpty();
    assertThat(LineBlocks.countLines(file)).isZero();
  }
}
