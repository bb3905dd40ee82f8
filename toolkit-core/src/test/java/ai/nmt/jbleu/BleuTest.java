package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked examples of BLEU. */
class BleuTest {
  private static final Bleu DEFAULT = new Bleu(BleuConfig.defaults());

  /**
   * "the cat sat on the mat" against "the cat is on the mat": 5/6 words, 3/5, 1/4, 0/3 smoothed to
   * 1/2 / 3; no penalty.
   */
  @Test
  void scoreFollowsItsEquation() {
    BleuScore score =
        DEFAULT.sentenceScore("the cat sat on the mat", List.of("the cat is on the mat"));
    double product = 5.0 / 6 * 3 / 5 * 1 / 4 * (0.5 / 3);
    assertThat(score.score()).isCloseTo(100 * Math.pow(product, 0.25), within(1e-9));
    assertThat(score.brevityPenalty()).isEqualTo(1);
  }

  @Test
  void brevityPenaltyFollowsItsEquation() {
    BleuScore score = DEFAULT.sentenceScore("a b c d", List.of("a b c d e f g h"));
    assertThat(score.score()).isCloseTo(100 * Math.exp(1 - 8.0 / 4), within(1e-9));
    assertThat(score.ratio()).isEqualTo(0.5);
  }

  @Test
  void equalTextsScore100AndDisjointOnes0() {
    List<String> text = List.of("Ein Satz mit fünf Wörtern.", "Noch einer, etwas länger.");
    assertThat(DEFAULT.corpusScore(text, List.of(text)).score()).isCloseTo(100, within(1e-9));
    assertThat(DEFAULT.sentenceScore("a b c d", List.of("e f g h")).score()).isZero();
  }

  @Test
  void emptyHypothesisScores0() {
    assertThat(DEFAULT.sentenceScore("", List.of("something")).score()).isZero();
    assertThat(DEFAULT.sentenceScore("", List.of("something")).brevityPenalty()).isZero();
  }

  /** A hypothesis of two words has no 3-grams: with the effective order they do not count. */
  @Test
  void effectiveOrderLeavesOutWhatCannotMatch() {
    Bleu effective = new Bleu(BleuConfig.defaults().forSentences());
    assertThat(effective.sentenceScore("good morning", List.of("good morning")).score())
        .isCloseTo(100, within(1e-9));
    assertThat(DEFAULT.sentenceScore("good morning", List.of("good morning")).score()).isZero();
  }

  /** null stands for a reference that is not there. */
  @Test
  void missingReferencesDoNotCount() {
    List<List<String>> references =
        List.of(List.of("a b c d", "e f g h"), Arrays.asList(null, "e f g i"));
    assertThat(DEFAULT.signature(references).toString()).startsWith("nrefs:var|");
    assertThat(DEFAULT.corpusScore(List.of("a b c d", "e f g h"), references).score())
        .isCloseTo(100, within(1e-9));
    List<List<String>> none = List.of(Collections.singletonList(null));
    assertThatThrownBy(() -> DEFAULT.corpusScore(List.of("a"), none))
        .hasMessageContaining("segment 1 has no reference translation");
  }

  /** Its length, 0, is the nearest to that of one word: sacreBLEU 2.6.0 counts it, too. */
  @Test
  void emptyReferencesCount() {
    List<List<String>> references = List.of(List.of("a b c"), List.of(""));
    BleuScore score = DEFAULT.corpusScore(List.of("a"), references);
    assertThat(score.referenceLength()).isZero();
    assertThat(DEFAULT.signature(references).toString()).startsWith("nrefs:2|");
    assertThat(DEFAULT.sentenceScore("a", List.of("")).score()).isZero();
  }

  @Test
  void differentNumbersOfLinesAreRefused() {
    assertThatThrownBy(() -> DEFAULT.corpusScore(List.of("a", "b"), List.of(List.of("a"))))
        .hasMessageContaining("reference 1 has 1 lines, but there are 2 hypotheses");
    assertThatThrownBy(() -> DEFAULT.corpusScore(List.of(), List.of(List.of())))
        .hasMessageContaining("no hypotheses");
    assertThatThrownBy(() -> DEFAULT.corpusScore(List.of("a"), List.of()))
        .hasMessageContaining("no references");
  }

  @Test
  void unknownNamesListTheValidOnes() {
    assertThatThrownBy(() -> BleuTokenizer.of("moses"))
        .hasMessage("--tokenize must be one of 13a, intl, zh, char, none, but is moses");
    assertThatThrownBy(() -> Smoothing.Method.of("add"))
        .hasMessage("--smooth-method must be one of none, floor, add-k, exp, but is add");
  }
}
