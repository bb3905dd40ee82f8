package ai.nmt.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against NumPy's {@code default_rng}. */
class Pcg64Test {
  /** {@code default_rng(seed).bit_generator.random_raw(3)}. */
  @ParameterizedTest
  @CsvSource({
    "12345, 4193609425186963869, 5843160025838961886, 14708796524633321433",
    "0, 11749869230777074271, 4976686463289251617, 755828109848996024",
    "1099511627783, 15307346044642009514, 4709548916763817589, 2836937976252648324"
  })
  void outputsAreNumpys(long seed, String first, String second, String third) {
    Pcg64 random = new Pcg64(seed);
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(first);
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(second);
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(third);
  }

  /** {@code default_rng(12345).choice(400, size=12)}. */
  @Test
  void choicesAreNumpys() {
    assertThat(draw(12345, 400, 12))
        .containsExactly(279, 90, 315, 126, 81, 318, 257, 270, 395, 156, 335, 133);
  }

  /** {@code default_rng(1).choice(3 * 2**29, size=12)}: a limit for which some are rejected. */
  @Test
  void rejectionsAreNumpys() {
    assertThat(draw(1, 3 << 29, 12))
        .containsExactly(
            762123743,
            1216282406,
            56133964,
            232185308,
            1325443566,
            1527906881,
            401410815,
            681814969,
            439970029,
            413914635,
            659061340,
            1036959183);
    assertThat(draw(1, 1, 3)).containsExactly(0, 0, 0);
  }

  /** {@code default_rng(12345).integers(2, size=40, dtype=bool)}. */
  @Test
  void bitsAreNumpys() {
    Pcg64 random = new Pcg64(12345);
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      bits.append(random.nextBoolean() ? 1 : 0);
    }
    assertThat(bits).hasToString("1011100110000011111111110100110110110001");
  }

  @Test
  void impossibleNumbersAreRefused() {
    assertThatThrownBy(() -> new Pcg64(-1)).hasMessage("a seed must be at least 0, but is -1");
    assertThatThrownBy(() -> new Pcg64(0).below(0))
        .hasMessage("a limit must be at least 1, but is 0");
  }

  private static int[] draw(long seed, int limit, int count) {
    Pcg64 random = new Pcg64(seed);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.below(limit);
    }
    return numbers;
  }
}
