package ai.nmt.io;

import static ai.nmt.TextFiles.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.random.SplitMix64;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8LinesTest {
  @TempDir private Path folder;

  @Test
  void lineEndsAreThoseOfPython() {
    Path file = write(folder.resolve("t"), "a\nb\r\nc\rd\n\n\u2028e\u0085f\r\n\r\ng");
    assertThat(Utf8Lines.read(file))
        .containsExactly("a", "b", "c", "d", "", "\u2028e\u0085f", "", "g");
  }

  @Test
  void anEmptyFileHasNoLines() {
    assertThat(Utf8Lines.read(write(folder.resolve("t"), ""))).isEmpty();
    assertThat(Utf8Lines.read(write(folder.resolve("t"), "\n"))).containsExactly("");
  }

  @Test
  void linesAreNumberedFromOne() {
    try (Utf8Lines lines = Utf8Lines.open(write(folder.resolve("t"), "a\nb\n"))) {
      assertThat(lines.lineNumber()).isZero();
      assertThat(lines.hasNext()).isTrue();
      assertThat(lines.lineNumber()).isZero();
      lines.next();
      assertThat(lines.lineNumber()).isEqualTo(1);
      assertThat(lines.next()).isEqualTo("b");
      assertThat(lines.hasNext()).isFalse();
      assertThat(lines.lineNumber()).isEqualTo(2);
    }
  }

  @Test
  void anInvalidByteIsReportedWithItsLine() {
    Path file = write(folder.resolve("t"), new byte[] {'a', '\n', 'b', (byte) 0xe4, '\n', 'c'});
    assertThatThrownBy(() -> Utf8Lines.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(file + ", line 2: the line is not valid UTF-8");
  }

  @Test
  void missingFilesAndFoldersAreReported() {
    assertThatThrownBy(() -> Utf8Lines.open(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> Utf8Lines.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void aLineIsThereOnceItsEndArrived() throws IOException {
    try (PipedOutputStream out = new PipedOutputStream();
        Utf8Lines lines = Utf8Lines.of(new PipedInputStream(out), "stdin")) {
      out.write("first\r".getBytes(UTF_8));
      assertThat(lines.next()).isEqualTo("first");
      out.write("\nsecond\n".getBytes(UTF_8));
      assertThat(lines.next()).isEqualTo("second");
    }
  }

  @Test
  void blocksHoldTheSameLinesAsTheFile() {
    SplitMix64 random = new SplitMix64(5);
    String[] pieces = {"a", "ä", "🙂", "\n", "\r\n", "\r", " ", "longer piece"};
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      Path file = write(folder.resolve("t"), text.toString());
      List<String> fromBlocks = new ArrayList<>();
      long count = 0;
      try (LineBlocks blocks = LineBlocks.open(file, LineEnds.UNIVERSAL, 1 + random.nextInt(20))) {
        for (LineBlock block = blocks.next(); block != null; block = blocks.next()) {
          try (Utf8Lines lines = block.lines()) {
            while (lines.hasNext()) {
              fromBlocks.add(lines.next());
              assertThat(lines.lineNumber()).isEqualTo(fromBlocks.size());
            }
          }
          count += block.lineCount();
          assertThat(count).isEqualTo(fromBlocks.size());
        }
      }
      assertThat(fromBlocks).isEqualTo(Utf8Lines.read(file));
      assertThat(LineBlocks.countLines(file)).isEqualTo(fromBlocks.size());
    }
  }

  @Test
  void linesLongerThanTheBufferAreWhole() {
    String line = "word ".repeat(50_000);
    Path file = write(folder.resolve("t"), line + "\n" + line);
    assertThat(Utf8Lines.read(file)).containsExactly(line, line);
  }
}
