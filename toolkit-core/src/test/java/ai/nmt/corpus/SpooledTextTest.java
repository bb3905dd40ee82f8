package ai.nmt.corpus;

import static ai.nmt.TextFiles.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.DroppedLines;
import ai.nmt.io.InputException;
import ai.nmt.io.LineEnds;
import ai.nmt.io.PreparedText;
import ai.nmt.random.SplitMix64;
import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.DictionaryBuilder;
import ai.nmt.vocab.DictionaryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that is counted and spooled becomes the files of one that is read twice. */
class SpooledTextTest {
  @TempDir private Path folder;

  private final AtomicLong prepared = new AtomicLong();
  private long progress;

  private PreparedText text(Path file) {
    UnaryOperator<String> rule =
        line -> {
          prepared.incrementAndGet();
          return line.toLowerCase(Locale.ROOT);
        };
    return new PreparedText(
        file, LineEnds.LINE_FEED, DroppedLines.of(LongStream.of(3), 1 << 30), Optional.of(rule));
  }

  private Dictionary readTwice(PreparedText text, DictionaryLimits limits, BlockPipeline pipeline) {
    DictionaryBuilder builder = new DictionaryBuilder();
    builder.add("Other", 7);
    Dictionary dictionary = builder.addFile(text, pipeline, bytes -> {}).build(limits);
    new Binarizer(dictionary, pipeline).binarize(text, folder.resolve("twice"), bytes -> {});
    return dictionary;
  }

  /** Three times, so that a spool may be read more than once. */
  private void readOnce(
      PreparedText text, DictionaryLimits limits, Dictionary expected, BlockPipeline pipeline)
      throws IOException {
    DictionaryBuilder builder = new DictionaryBuilder();
    builder.add("Other", 7);
    Path prefix = folder.resolve("once");
    progress = 0;
    try (SpooledText spool =
        SpooledText.count(text, builder, prefix, pipeline, bytes -> progress += bytes)) {
      assertThat(progress).isEqualTo(Files.size(text.file()));
      Dictionary dictionary = builder.build(limits);
      assertThat(dictionary.fingerprint()).isEqualTo(expected.fingerprint());
      for (int round = 0; round < 2; round++) {
        progress = 0;
        BinarizationReport report =
            new Binarizer(dictionary, pipeline).binarize(spool, prefix, bytes -> progress += bytes);
        assertThat(progress).isEqualTo(Files.size(text.file()));
        assertThat(report.text()).isEqualTo(text.file());
      }
    }
    for (String suffix : new String[] {".bin", ".idx"}) {
      assertThat(folder.resolve("once" + suffix))
          .hasSameBinaryContentAs(folder.resolve("twice" + suffix));
    }
    assertNoTemporaryFile();
  }

  private void assertNoTemporaryFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theFilesAreThoseOfTwoReadings(int workers) throws IOException {
    SplitMix64 random = new SplitMix64(workers);
    StringBuilder content = new StringBuilder("A <unk> b \u00a0 <s> </s>\n\n  \nleft out\n");
    for (int i = 0; i < 40_000; i++) {
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        content.append("Wörter".charAt(random.nextInt(6))).append(random.nextInt(300)).append(' ');
      }
      content.append(i % 5 == 0 ? "\r\n" : "\n");
    }
    PreparedText text = text(write(folder.resolve("text"), content.append("end").toString()));
    try (BlockPipeline pipeline = new BlockPipeline(workers)) {
      DictionaryLimits limits = new DictionaryLimits(3, 900, 8);
      Dictionary dictionary = readTwice(text, limits, pipeline);
      long twice = prepared.getAndSet(0);
      readOnce(text, limits, dictionary, pipeline);
      assertThat(2 * prepared.get()).isEqualTo(twice);
    }
  }

  @Test
  void aBlockMayHaveMoreSymbolsThanTwoBytesCanNumber() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 70_000; i++) {
      line.append(Integer.toString(i, 36)).append(i % 100 == 99 ? "\n" : " ");
    }
    // A line that is longer than a block, with all of them once more.
    line.append(line.toString().replace('\n', ' ').repeat(3));
    PreparedText text = text(write(folder.resolve("text"), line.toString()));
    try (BlockPipeline pipeline = new BlockPipeline(2)) {
      DictionaryLimits limits = DictionaryLimits.defaults();
      Dictionary dictionary = readTwice(text, limits, pipeline);
      assertThat(dictionary.size()).isGreaterThan(70_000);
      readOnce(text, limits, dictionary, pipeline);
    }
  }

  @Test
  void whatCannotBeCountedLeavesNoFile() throws IOException {
    Path file = write(folder.resolve("text"), "a\nb\u00e4\n".getBytes(ISO_8859_1));
    try (BlockPipeline pipeline = new BlockPipeline(1)) {
      PreparedText text = text(file);
      DictionaryBuilder builder = new DictionaryBuilder();
      assertThatThrownBy(
              () -> SpooledText.count(text, builder, folder.resolve("once"), pipeline, bytes -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("text, line 2: the line is not valid UTF-8");
      assertNoTemporaryFile();
      assertThatThrownBy(
              () ->
                  SpooledText.count(
                      text, builder, folder.resolve("no/folder/once"), pipeline, bytes -> {}))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("cannot write", "once.spool.tmp");
    }
  }
}
