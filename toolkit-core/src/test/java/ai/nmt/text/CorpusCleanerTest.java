package ai.nmt.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.GoldenData;
import ai.nmt.io.InputException;
import ai.nmt.text.CorpusCleaner.Sides;
import ai.nmt.text.CorpusCleaner.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusCleanerTest {
  @TempDir private Path folder;

  @Test
  void cleansAsMosesDoesByDefault() throws IOException {
    checkGolden(CleaningLimits.of(1, 80), "default-1-80");
  }

  @Test
  void cleansAsMosesDoesWithRatio() throws IOException {
    checkGolden(new CleaningLimits(1, 15, 1.5, 1000, false, false), "ratio1.5-1-15");
  }

  private void checkGolden(CleaningLimits limits, String expected) throws IOException {
    Path golden = GoldenData.golden("clean-corpus");
    Sides clean = new Sides(folder.resolve("clean.en"), folder.resolve("clean.de"));
    new CorpusCleaner(limits)
        .clean(
            new Sides(golden.resolve("input.en"), golden.resolve("input.de")),
            clean,
            Optional.empty());
    assertThat(clean.source()).hasSameBinaryContentAs(golden.resolve(expected + ".en"));
    assertThat(clean.target()).hasSameBinaryContentAs(golden.resolve(expected + ".de"));
  }

  @Test
  void countsReasonsAndNamesTheLinesKept() throws IOException {
    Sides corpus = new Sides(folder.resolve("in.en"), folder.resolve("in.de"));
    Files.writeString(corpus.source(), "a  b\n\na b c d\na\nlongest b\nA b\n");
    Files.writeString(corpus.target(), "c d \nx\na b\na b c\nb c\nB c");
    Sides clean = new Sides(folder.resolve("out.en"), folder.resolve("out.de"));
    Path retained = folder.resolve("retained");
    Map<Verdict, Long> counts =
        new CorpusCleaner(new CleaningLimits(1, 3, 2, 6, false, true))
            .clean(corpus, clean, Optional.of(retained));
    assertThat(counts)
        .containsEntry(Verdict.KEPT, 2L)
        .containsEntry(Verdict.EMPTY, 1L)
        .containsEntry(Verdict.TOO_LONG, 1L)
        .containsEntry(Verdict.TOO_SHORT, 0L)
        .containsEntry(Verdict.RATIO, 1L)
        .containsEntry(Verdict.LONG_WORD, 1L);
    assertThat(clean.source()).hasContent("a b\na b\n");
    assertThat(clean.target()).hasContent("c d\nb c\n");
    assertThat(retained).hasContent("1\n6\n");
  }

  @Test
  void reportsTheShorterFile() throws IOException {
    Sides corpus = new Sides(folder.resolve("in.en"), folder.resolve("in.de"));
    Files.writeString(corpus.source(), "a\nb\n");
    Files.writeString(corpus.target(), "a\n");
    Sides clean = new Sides(folder.resolve("out.en"), folder.resolve("out.de"));
    assertThatThrownBy(
            () ->
                new CorpusCleaner(CleaningLimits.of(1, 80)).clean(corpus, clean, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("in.de has fewer lines");
  }

  @Test
  void reportsAMissingFile() {
    Sides missing = new Sides(folder.resolve("no.en"), folder.resolve("no.de"));
    assertThatThrownBy(
            () ->
                new CorpusCleaner(CleaningLimits.of(1, 80))
                    .clean(missing, missing, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no.en does not exist");
  }

  @Test
  void ignoresRatioAndMarkupIfAskedTo() {
    String source = "<a b=\"1\"> x </a> <i> <> y>";
    CorpusCleaner counting = new CorpusCleaner(CleaningLimits.of(1, 5));
    assertThat(counting.judge(source, "x")).isEqualTo(Verdict.TOO_LONG);
    CorpusCleaner ignoring =
        new CorpusCleaner(new CleaningLimits(1, 5, Double.POSITIVE_INFINITY, 1000, true, false));
    // <i> has but one character, so it stays; "<> y>" is a tag as Moses sees it
    assertThat(ignoring.judge(source, "x")).isEqualTo(Verdict.KEPT);
    assertThat(MarkupTags.replaceBySpaces(source)).isEqualTo("  x   <i>  ");
    assertThat(MarkupTags.replaceBySpaces("a<b <c >d>e<< f")).isEqualTo("a<b <c >d>e<< f");
    assertThat(ignoring.judge("<br/>", "x")).isEqualTo(Verdict.TOO_SHORT);
  }

  @Test
  void deletesBarsUnlessTheFirstPairHasFactors() throws IOException {
    assertThat(clean("a b\nc|d |\n", "x\n|y\n", folder)).isEqualTo("a b\ncd\n");
    assertThat(clean("a|N b\nc|d\n", "x\ny\n", folder)).isEqualTo("a|N b\nc|d\n");
    assertThatThrownBy(() -> clean("a|N\nc||d\n", "x\ny\n", folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("in.en has an empty factor");
  }

  private static String clean(String source, String target, Path folder) throws IOException {
    Sides corpus = new Sides(folder.resolve("in.en"), folder.resolve("in.de"));
    Files.writeString(corpus.source(), source);
    Files.writeString(corpus.target(), target);
    Sides clean = new Sides(folder.resolve("out.en"), folder.resolve("out.de"));
    new CorpusCleaner(CleaningLimits.of(1, 80)).clean(corpus, clean, Optional.empty());
    return Files.readString(clean.source());
  }

  @Test
  void readsCompressedFilesWhereThereAreNoOthers() throws IOException {
    for (String side : new String[] {"en", "de"}) {
      try (OutputStream output =
          new GZIPOutputStream(Files.newOutputStream(folder.resolve("in." + side + ".gz")))) {
        output.write("a  b\n".getBytes(UTF_8));
      }
    }
    Sides clean = new Sides(folder.resolve("out.en"), folder.resolve("out.de"));
    new CorpusCleaner(CleaningLimits.of(1, 80))
        .clean(
            new Sides(folder.resolve("in.en"), folder.resolve("in.de")), clean, Optional.empty());
    assertThat(clean.source()).hasContent("a b\n");
  }
}
