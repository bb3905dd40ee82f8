package ai.nmt.subword;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.subword.BpeCodes.Merge;
import ai.nmt.subword.BpeCodes.Version;
import ai.nmt.text.RandomLines;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BpeSegmenterTest {
  private static final BpeCodes CODES =
      new BpeCodes(
          Version.V0_2,
          List.of(new Merge("l", "o"), new Merge("lo", "w"), new Merge("e", "r</w>")));

  @Test
  void mergesInTheOrderOfTheCodes() {
    BpeSegmenter segmenter = new BpeSegmenter(CODES, BpeSegmenterOptions.defaults());
    assertThat(segmenter.apply("lower low wer")).isEqualTo("low@@ er lo@@ w w@@ er");
  }

  @Test
  void keepsTheSpaceAtTheEndsAndNoOther() {
    BpeSegmenter segmenter = new BpeSegmenter(CODES, BpeSegmenterOptions.defaults());
    assertThat(segmenter.apply("  a   b \r")).isEqualTo("  a b \r");
    assertThat(segmenter.apply("")).isEmpty();
    assertThat(segmenter.apply("  ")).isEqualTo("  ");
  }

  @Test
  void readsTheEndOfAWordAsASymbolInTheFirstVersion() {
    BpeCodes old = new BpeCodes(Version.V0_1, List.of(new Merge("l", "o"), new Merge("w", "</w>")));
    BpeSegmenter segmenter =
        new BpeSegmenter(old, new BpeSegmenterOptions("_", Set.of(), List.of()));
    assertThat(segmenter.apply("low wl")).isEqualTo("lo_ w w_ l");
  }

  @Test
  void undoesMergesThatLeaveTheVocabulary() {
    BpeSegmenter segmenter =
        new BpeSegmenter(
            CODES, new BpeSegmenterOptions("@@", Set.of("lo@@", "w@@", "er"), List.of()));
    assertThat(segmenter.apply("lower")).isEqualTo("lo@@ w@@ er");
  }

  @Test
  void mergesOverlappingPairsFromTheLeft() {
    BpeCodes codes = new BpeCodes(Version.V0_2, List.of(new Merge("x", "x")));
    BpeSegmenter segmenter = new BpeSegmenter(codes, BpeSegmenterOptions.defaults());
    assertThat(segmenter.apply("xxxxy xxxy")).isEqualTo("xx@@ xx@@ y xx@@ x@@ y");
  }

  @Test
  void takesAnyLine() {
    BpeSegmenter segmenter = new BpeSegmenter(CODES, BpeSegmenterOptions.defaults());
    for (String line : RandomLines.of(10_000, 11)) {
      assertThat(segmenter.apply(line).replace("@@ ", "").replace(" ", ""))
          .isEqualTo(line.replace("@@ ", "").replace(" ", ""));
    }
  }

  @Test
  void takesAWordOfTenMegabytes() {
    BpeSegmenter segmenter = new BpeSegmenter(CODES, BpeSegmenterOptions.defaults());
    String word = "lower".repeat(2_000_000);
    assertThat(segmenter.apply(word)).startsWith("low@@ e@@ r@@ low@@").endsWith("low@@ er");
  }
}
