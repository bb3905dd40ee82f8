package ai.nmt.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeamSearchTest {
  private static SearchOptions options(int beam, int minimum, int maximum, double penalty) {
    return new SearchOptions(
        beam, new LengthLimits(minimum, 0, maximum), new LengthPenalty(penalty), 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1, 1.5})
  void aWideBeamFindsWhatExhaustiveEnumerationFinds(double penalty) {
    for (int seed = 0; seed < 20; seed++) {
      ToyDistribution toy = new ToyDistribution(seed, 4);
      SearchOptions options = options(500, seed % 3, 4, penalty);
      List<List<Hypothesis>> found =
          new BeamSearch(options, ToyDistribution.END).search(toy.scorer(), 3, 4);
      for (int sentence = 0; sentence < 3; sentence++) {
        List<Hypothesis> all = toy.enumerate(sentence, seed % 3, 4, options.penalty());
        assertSame(found.get(sentence), all);
      }
    }
  }

  private static void assertSame(List<Hypothesis> found, List<Hypothesis> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).tokens()).containsExactly(expected.get(i).tokens());
      assertThat(found.get(i).score()).isEqualTo(expected.get(i).score());
      float[] scores = expected.get(i).tokenScores();
      for (int t = 0; t < scores.length; t++) {
        assertThat(found.get(i).tokenScores()[t]).isCloseTo(scores[t], within(1e-5f));
      }
    }
  }

  @Test
  void beamOneIsGreedy() {
    for (int seed = 0; seed < 50; seed++) {
      ToyDistribution toy = new ToyDistribution(seed, 7);
      List<Integer> greedy = new ArrayList<>();
      while (greedy.isEmpty() || greedy.get(greedy.size() - 1) != ToyDistribution.END) {
        float[] next = toy.next(0, greedy);
        int best = greedy.isEmpty() ? 1 : 0; // at least one token before the end
        for (int v = best; v < next.length; v++) {
          best = next[v] > next[best] ? v : best;
        }
        greedy.add(greedy.size() == 9 ? ToyDistribution.END : best);
      }
      List<Hypothesis> found =
          new BeamSearch(options(1, 1, 9, 1), ToyDistribution.END)
              .search(toy.scorer(), 1, 9)
              .get(0);
      assertThat(found).hasSize(1);
      assertThat(found.get(0).tokens())
          .containsExactly(greedy.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  @Test
  void aSentencesResultDoesNotDependOnItsBatch() {
    ToyDistribution toy = new ToyDistribution(3, 9);
    BeamSearch search = new BeamSearch(options(3, 1, 12, 1), ToyDistribution.END);
    List<List<Hypothesis>> large = search.search(toy.scorer(), 40, 12);
    List<List<Hypothesis>> small = search.search(toy.scorer(), 7, 12);
    for (int sentence = 0; sentence < 7; sentence++) {
      assertSame(small.get(sentence), large.get(sentence));
      assertThat(small.get(sentence)).hasSize(3);
    }
  }

  @Test
  void anEndAmongTheBestBeamCandidatesFinishesAndAWorseOneIsDropped() {
    // Beam 2. First step: "a" and "b" lead, the end is third: it is dropped.
    // Second step: the end is first for both, which finishes both.
    float[][] tables = {{-3, -0.1f, -0.2f, -9}, {-0.1f, -5, -6, -7}};
    StepScorer scorer =
        request -> {
          float[] table = tables[request.step()];
          int[] tokens = new int[request.rows() * 4];
          float[] scores = new float[request.rows() * 4];
          int[] order = request.step() == 0 ? new int[] {1, 2, 0, 3} : new int[] {0, 1, 2, 3};
          for (int i = 0; i < tokens.length; i++) {
            tokens[i] = order[i % 4];
            scores[i] = table[order[i % 4]];
          }
          return new Candidates(4, tokens, scores);
        };
    List<Hypothesis> found =
        new BeamSearch(options(2, 0, 10, 1), ToyDistribution.END).search(scorer, 1, 10).get(0);
    assertThat(found).hasSize(2);
    assertThat(found.get(0).tokens()).containsExactly(1, 0);
    assertThat(found.get(0).score()).isCloseTo(-0.1f, within(1e-6f));
    assertThat(found.get(1).tokens()).containsExactly(2, 0);
    assertThat(found.get(1).score()).isCloseTo(-0.15f, within(1e-6f));
    assertThat(found.get(1).tokenScores()[0]).isCloseTo(-0.2f, within(1e-6f));
  }

  @Test
  void anEmptyBatchHasNoResults() {
    StepScorer unused =
        request -> {
          throw new AssertionError("no step is needed");
        };
    assertThat(new BeamSearch(SearchOptions.defaults(), 2).search(unused, 0, 10)).isEmpty();
  }

  @Test
  void maximumLengthZeroGivesTheEmptyTranslation() {
    ToyDistribution toy = new ToyDistribution(1, 5);
    List<Hypothesis> found =
        new BeamSearch(options(3, 1, 0, 1), ToyDistribution.END).search(toy.scorer(), 1, 0).get(0);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).tokens()).containsExactly(ToyDistribution.END);
  }

  @Test
  void maximumLengthFollowsTheSourceUpToTheModelsPositions() {
    assertThat(LengthLimits.defaults().maximum(13, 1024)).isEqualTo(200);
    assertThat(new LengthLimits(1, 0.5, 5).maximum(13, 1024)).isEqualTo(11);
    assertThat(new LengthLimits(1, 2, 10).maximum(600, 1024)).isEqualTo(1023);
  }

  @Test
  void lengthPenaltyFormula() {
    assertThat(new LengthPenalty(1).score(-6, 4)).isEqualTo(-1.5f);
    assertThat(LengthPenalty.none().score(-6, 4)).isEqualTo(-6f);
    assertThat(new LengthPenalty(0.5).score(-6, 4)).isEqualTo(-3f);
  }

  @Test
  void impossibleOptionsAreRefused() {
    assertThatThrownBy(() -> options(0, 1, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--beam");
    assertThatThrownBy(() -> options(1, -1, 10, 1)).hasMessageContaining("--min-len");
    assertThatThrownBy(() -> new LengthLimits(1, -1, 10)).hasMessageContaining("--max-len-a");
    assertThatThrownBy(() -> new LengthLimits(1, 0, -1)).hasMessageContaining("--max-len-b");
    assertThatThrownBy(() -> new LengthPenalty(Double.NaN)).hasMessageContaining("--lenpen");
    assertThatThrownBy(
            () ->
                new SearchOptions(
                    1, LengthLimits.defaults(), LengthPenalty.none(), Double.POSITIVE_INFINITY))
        .hasMessageContaining("--unkpen");
  }
}
