package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the package's documentation, and what it says; expected values: sacreBLEU. */
class ApiExampleTest {
  private final List<String> hypotheses = List.of("The cat sat on the mat.", "Good morning!");
  private final List<String> references = List.of("The cat is on the mat.", "Good morning!");

  @Test
  void scoresAndSignaturesNeedNoCasts() {
    Bleu bleu = new Bleu(BleuConfig.defaults());
    BleuScore corpus = bleu.corpusScore(hypotheses, List.of(references));
    // 9 of 10 words match, 6 of 8 pairs, 3 of 6 triples, 1 of 4 quadruples.
    double product = 9.0 / 10 * 6 / 8 * 3 / 6 * 1 / 4;
    assertThat(corpus.score()).isCloseTo(100 * Math.pow(product, 0.25), within(1e-9));
    assertThat(corpus.precisions()).containsExactly(90.0, 75.0, 50.0, 25.0);
    assertThat(bleu.signature(List.of(references)))
        .hasToString("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp")
        .isEqualTo(bleu.signature(1));

    Chrf chrf = new Chrf(ChrfConfig.plusPlus());
    ChrfScore sentence = chrf.sentenceScore(hypotheses.get(1), List.of(references.get(1)));
    assertThat(sentence.score()).isCloseTo(100, within(1e-9));

    Ter ter = new Ter(TerConfig.defaults());
    List<TerScore> sentences = ter.sentenceScores(hypotheses, List.of(references));
    assertThat(sentences.get(0).edits()).isEqualTo(1);
  }

  @Test
  void statisticsOfSeveralMetricsAndSystemsAreCountedAtOnce() {
    Bleu bleu = new Bleu(BleuConfig.defaults());
    Ter ter = new Ter(TerConfig.defaults());
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String reference = references.get(i % 2);
      segments.add(new Segment(List.of(hypotheses.get(i % 2), reference), List.of(reference)));
    }
    CorpusStatistics statistics = CorpusStatistics.rows(List.of(bleu, ter), segments.iterator());
    assertThat(statistics.segments()).isEqualTo(5_000);
    assertThat(bleu.scoreOf(statistics.sum(0, bleu)).precisions())
        .containsExactly(90.0, 75.0, 50.0, 25.0);
    assertThat(ter.scoreOf(statistics.sum(0, ter)).edits()).isEqualTo(2_500);
    assertThat(ter.corpusScore(statistics.rows(1, ter)).edits()).isZero();
    assertThat(CorpusStatistics.sums(List.of(bleu), segments.iterator()).sum(0, bleu))
        .isEqualTo(statistics.sum(0, bleu));
  }

  /**
   * With a beta of 0 and no match, both parts of chrF's fraction are 0; sacreBLEU 2.6.0's value.
   */
  @Test
  void chrfWithoutRecallIsDefined() {
    Chrf chrf = new Chrf(new ChrfConfig(7, 0, 0, true, true, true));
    assertThat(
            chrf.sentenceScore("- \u2060 a", List.of("\u064a\u0627 - \ud83e\uddff \ud835\udcb3"))
                .score())
        .isCloseTo(12.142857142857151, within(1e-9));
  }

  /** A line of ten million characters costs time and memory in proportion to its length. */
  @Test
  void longLinesAreCounted() {
    String word = "abcd efgh ";
    String line = word.repeat(1_000_000);
    Bleu bleu = new Bleu(BleuConfig.defaults());
    assertThat(bleu.sentenceScore(line, List.of(line)).score()).isCloseTo(100, within(1e-9));
    Chrf chrf = new Chrf(ChrfConfig.plusPlus());
    assertThat(chrf.sentenceScore(line, List.of(line)).score()).isCloseTo(100, within(1e-9));
    Ter ter = new Ter(TerConfig.defaults());
    String other = word.repeat(50_000);
    assertThat(ter.sentenceScore(other + "x", List.of("y " + other)).edits()).isEqualTo(2);
  }
}
