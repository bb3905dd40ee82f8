package ai.nmt.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.random.SplitMix64;
import ai.nmt.subword.BpeCodes.Merge;
import ai.nmt.subword.BpeCodes.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpeDropoutTest {
  private static final List<Merge> MERGES =
      List.of(
          new Merge("a", "b"),
          new Merge("ab", "ab"),
          new Merge("b", "a"),
          new Merge("x", "x"),
          new Merge("ab", "x"),
          new Merge("x", "x</w>"));
  private static final BpeSegmenter SEGMENTER =
      new BpeSegmenter(new BpeCodes(Version.V0_2, MERGES), BpeSegmenterOptions.defaults());
  private static final int SAMPLES = 50_000;

  /** Drawing only what decides the next merge gives the distribution of drawing everything. */
  @ParameterizedTest
  @CsvSource({"abababxxx, 0.1", "abababxxx, 0.5", "xxxxx, 0.5", "ababbaab, 0.9"})
  void hasTheDistributionOfThePaper(String word, double rate) {
    Map<String, Integer> ours = new HashMap<>();
    Map<String, Integer> papers = new HashMap<>();
    BpeDropout dropout = new BpeDropout(rate, 3);
    RandomGenerator random = new SplitMix64(4);
    for (int i = 0; i < SAMPLES; i++) {
      ours.merge(SEGMENTER.apply(word, dropout, i), 1, Integer::sum);
      papers.merge(algorithm1(word, rate, random), 1, Integer::sum);
    }
    Set<String> all = new TreeSet<>(ours.keySet());
    all.addAll(papers.keySet());
    double distance = 0;
    for (String segmentation : all) {
      distance +=
          Math.abs(ours.getOrDefault(segmentation, 0) - papers.getOrDefault(segmentation, 0))
              / (2.0 * SAMPLES);
    }
    // Two samples of one distribution over n outcomes differ by about sqrt(n / (pi * samples)).
    assertThat(distance).isLessThan(1.5 * Math.sqrt(all.size() / (Math.PI * SAMPLES)));
  }

  /** Provilkov et al., algorithm 1, as subword-nmt has it: all pairs are drawn at every step. */
  private static String algorithm1(String word, double rate, RandomGenerator random) {
    List<String> symbols = new ArrayList<>();
    word.chars().forEach(character -> symbols.add(Character.toString(character)));
    symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + "</w>");
    while (true) {
      int best = MERGES.size();
      List<Integer> positions = new ArrayList<>();
      for (int i = 0; i + 1 < symbols.size(); i++) {
        boolean kept = random.nextDouble() >= rate;
        int rank = MERGES.indexOf(new Merge(symbols.get(i), symbols.get(i + 1)));
        if (!kept || rank < 0 || rank > best) {
          continue;
        }
        if (rank < best) {
          positions.clear();
          best = rank;
        }
        if (positions.isEmpty() || positions.get(positions.size() - 1) < i - 1) {
          positions.add(i);
        }
      }
      if (positions.isEmpty()) {
        return String.join("@@ ", symbols).replace("</w>", "");
      }
      for (int i = positions.size() - 1; i >= 0; i--) {
        int position = positions.get(i);
        symbols.set(position, symbols.get(position) + symbols.remove(position + 1));
      }
    }
  }

  @Test
  void keepsAllMergesAtZeroAndNoneAtOne() {
    assertThat(SEGMENTER.apply("abab xx", new BpeDropout(0, 1), 1)).isEqualTo("ab@@ a@@ b xx");
    assertThat(SEGMENTER.apply("abab xx", new BpeDropout(1, 1), 1))
        .isEqualTo("a@@ b@@ a@@ b x@@ x");
  }

  @Test
  void dependsOnSeedAndLineAlone() {
    BpeDropout dropout = new BpeDropout(0.5, 1);
    String line = "abababxxx ".repeat(20);
    String first = SEGMENTER.apply(line, dropout, 1);
    assertThat(SEGMENTER.apply(line, dropout, 1)).isEqualTo(first);
    assertThat(SEGMENTER.apply(line, dropout, 2)).isNotEqualTo(first);
    assertThat(SEGMENTER.apply(line, new BpeDropout(0.5, 2), 1)).isNotEqualTo(first);
    assertThat(SEGMENTER.join(first)).isEqualTo(line);
  }

  @Test
  void takesAWordOfAMillionCharacters() {
    String word = "ab".repeat(500_000);
    assertThat(SEGMENTER.join(SEGMENTER.apply(word, new BpeDropout(0.1, 1), 1))).isEqualTo(word);
  }

  @Test
  void rejectsWhatIsNoProbability() {
    for (double rate : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new BpeDropout(rate, 1))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("--dropout is " + rate);
    }
  }
}
