package ai.nmt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GrowthFitTest {
  private static final double[] DEPTHS = {1, 2, 4, 8};

  @Test
  void findsALine() {
    GrowthFit fit = GrowthFit.of(DEPTHS, new double[] {5, 7, 11, 19});
    assertThat(fit.linear().intercept()).isCloseTo(3, within(1e-12));
    assertThat(fit.linear().slope()).isCloseTo(2, within(1e-12));
    assertThat(fit.linear().rSquared()).isCloseTo(1, within(1e-12));
    assertThat(fit.better()).isEqualTo("linear");
  }

  /** y = 3 + log2 n. */
  @Test
  void findsALogarithm() {
    GrowthFit fit = GrowthFit.of(DEPTHS, new double[] {3, 4, 5, 6});
    assertThat(fit.logarithmic().intercept()).isCloseTo(3, within(1e-12));
    assertThat(fit.logarithmic().slope()).isCloseTo(1 / Math.log(2), within(1e-12));
    assertThat(fit.logarithmic().rSquared()).isCloseTo(1, within(1e-12));
    assertThat(fit.better()).isEqualTo("logarithmic");
  }

  @Test
  void needsThreeDepths() {
    assertThatThrownBy(() -> GrowthFit.of(new double[] {6, 6, 12}, new double[] {1, 1, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 3 depths");
  }
}
