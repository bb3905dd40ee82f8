package ai.nmt.io;

import static ai.nmt.TextFiles.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.random.SplitMix64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTextTest {
  private static final String[] PIECES = {"a", "ä", "🙂", "\n", "\r\n", "\r", " ", "longer"};

  @TempDir private Path folder;

  private static String randomText(SplitMix64 random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<String> expectedLines(String text, LineEnds ends) {
    List<String> lines =
        new ArrayList<>(List.of(text.split(ends == LineEnds.UNIVERSAL ? "\r\n|\r|\n" : "\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  @Test
  void droppedLinesAreLeftOutAndOthersPrepared() {
    SplitMix64 random = new SplitMix64(11);
    for (int round = 0; round < 400; round++) {
      LineEnds ends = round % 2 == 0 ? LineEnds.UNIVERSAL : LineEnds.LINE_FEED;
      String content = randomText(random);
      Path file = write(folder.resolve("t"), content);
      long[] numbers =
          LongStream.rangeClosed(1, 40).filter(line -> random.nextInt(4) == 0).toArray();
      long last = 1L + random.nextInt(40);
      DroppedLines dropped = DroppedLines.of(LongStream.of(numbers), last);
      PreparedText text =
          new PreparedText(file, ends, dropped, Optional.of(line -> line.toUpperCase(Locale.ROOT)));
      List<String> seen = new ArrayList<>();
      long count = 0;
      try (LineBlocks blocks = LineBlocks.open(file, ends, 1 + random.nextInt(20))) {
        for (LineBlock block = blocks.next(); block != null; block = blocks.next()) {
          text.forEachLine(block, seen::add);
          count += block.lineCount();
        }
      }
      List<String> all = expectedLines(content, ends);
      assertThat(count).isEqualTo(all.size());
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        long number = i + 1L;
        if (number <= last && LongStream.of(numbers).noneMatch(one -> one == number)) {
          expected.add(all.get(i).toUpperCase(Locale.ROOT));
        }
      }
      assertThat(seen).isEqualTo(expected);
    }
  }

  @Test
  void aScanFindsEveryLineThatCannotBeUsed() {
    byte[] text = "good\nM\u00e4dchen\n12345\n1234\n\nb\u00fcse\n123456".getBytes(ISO_8859_1);
    Path file = write(folder.resolve("t"), text);
    try (BlockPipeline pipeline = new BlockPipeline(2)) {
      long[] bytes = {0};
      LineScan scan = LineScan.of(file, LineEnds.UNIVERSAL, 4, pipeline, more -> bytes[0] += more);
      assertThat(scan.lines()).isEqualTo(7);
      assertThat(scan.invalid()).containsExactly(2L, 6L);
      assertThat(scan.tooLong()).containsExactly(3L, 7L);
      assertThat(bytes[0]).isEqualTo(text.length);
      // Characters beyond the first plane count once.
      write(file, "🙂🙂🙂🙂\n");
      assertThat(LineScan.of(file, LineEnds.LINE_FEED, 4, pipeline, more -> {}).tooLong())
          .isEmpty();
      write(file, "");
      assertThat(LineScan.of(file, LineEnds.LINE_FEED, 0, pipeline, more -> {}).lines()).isZero();
    }
  }
}
