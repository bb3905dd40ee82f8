package ai.nmt.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.random.SplitMix64;
import ai.nmt.search.Candidates;
import ai.nmt.search.EndRule;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateSelectionTest {
  private static final int PAD = 1;
  private static final int END = 2;
  private static final int UNKNOWN = 3;

  private static float[] random(long seed, int size) {
    SplitMix64 random = new SplitMix64(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (-10 * random.nextDouble());
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"7, 10", "100, 4", "479, 10", "1280, 10", "5003, 10", "5056, 2"})
  void selectsWhatSortingEverythingSelects(int vocabulary, int wanted) {
    try (NDManager manager = NDManager.newBaseManager();
        CandidateSelection selection = new CandidateSelection(manager, PAD, UNKNOWN, END, 0.25)) {
      for (EndRule rule : new EndRule[] {EndRule.ALLOWED, EndRule.FORBIDDEN}) {
        float[] values = random(vocabulary, 6 * vocabulary);
        for (int row = 0; row < 6; row++) {
          values[row * vocabulary + row] = -0.001f * (row + 1); // special symbols lead
          values[row * vocabulary + vocabulary - 1] = -0.5f; // and the last chunk's rest is used
        }
        NDArray array = manager.create(values, new Shape(6, vocabulary));
        Candidates found = selection.select(manager, array, rule, wanted);
        int width = Math.min(wanted, vocabulary - 1);
        assertThat(found.width()).isEqualTo(width);
        for (int row = 0; row < 6; row++) {
          assertRow(values, row, vocabulary, rule, found);
        }
      }
    }
  }

  private static void assertRow(
      float[] values, int row, int vocabulary, EndRule rule, Candidates found) {
    float[] expected = new float[vocabulary];
    System.arraycopy(values, row * vocabulary, expected, 0, vocabulary);
    expected[PAD] = Float.NEGATIVE_INFINITY;
    expected[UNKNOWN] -= 0.25f;
    if (rule == EndRule.FORBIDDEN) {
      expected[END] = Float.NEGATIVE_INFINITY;
    }
    int[] order =
        IntStream.range(0, vocabulary)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer v) -> expected[v]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < found.width(); i++) {
      int place = row * found.width() + i;
      assertThat(found.logProbabilities()[place]).isEqualTo(expected[order[i]]);
      assertThat(expected[found.tokens()[place]]).isEqualTo(expected[order[i]]);
    }
  }

  @Test
  void aForcedEndIsTheOnlyCandidate() {
    try (NDManager manager = NDManager.newBaseManager();
        CandidateSelection selection = new CandidateSelection(manager, PAD, UNKNOWN, END, 0)) {
      NDArray array = manager.create(new float[] {-1, -2, -3, -4, -5, -6, -7, -8}, new Shape(2, 4));
      Candidates found = selection.select(manager, array, EndRule.FORCED, 10);
      assertThat(found.width()).isEqualTo(1);
      assertThat(found.tokens()).containsExactly(END, END);
      assertThat(found.logProbabilities()).containsExactly(-3, -7);
    }
  }

  @Test
  void outputThatIsNoNumberIsReported() {
    try (NDManager manager = NDManager.newBaseManager();
        CandidateSelection selection = new CandidateSelection(manager, PAD, UNKNOWN, END, 0)) {
      NDArray array = manager.create(new float[] {-1, -2, Float.NaN, -4}, new Shape(1, 4));
      assertThatThrownBy(() -> selection.select(manager, array, EndRule.ALLOWED, 2))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("diverged");
    }
  }
}
