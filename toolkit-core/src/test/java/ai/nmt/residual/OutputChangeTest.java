package ai.nmt.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.nmt.io.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputChangeTest {
  /** ω = sqrt((n + 1) / ln(n + 1) - 1). */
  @ParameterizedTest
  @CsvSource({
    "12, 2.0170",
    "18, 2.3351",
    "24, 2.6013",
    "36, 3.0408",
    "54, 3.5672",
    "120, 4.9224",
    "200, 6.0746",
    "300, 7.1931"
  })
  void logarithmicFactors(int subLayers, double omega) {
    assertThat(OutputChange.LOGARITHMIC.omega(subLayers)).isCloseTo(omega, within(5e-5));
  }

  @Test
  void otherFactors() {
    assertThat(OutputChange.CONSTANT.omega(36)).isEqualTo(6);
    assertThat(OutputChange.LINEAR.omega(36)).isEqualTo(1);
    assertThatThrownBy(() -> OutputChange.LINEAR.omega(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }

  @Test
  void valuesAreFoundByTheirFlag() {
    assertThat(OutputChange.of("O(1)")).isEqualTo(OutputChange.CONSTANT);
    assertThat(OutputChange.of("O(n)")).isEqualTo(OutputChange.LINEAR);
    assertThat(OutputChange.of("default")).isEqualTo(OutputChange.of("O(logn)"));
    assertThatThrownBy(() -> OutputChange.of("O(n^2)"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("default, O(1), O(logn), O(n)");
  }
}
