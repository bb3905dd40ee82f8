package ai.nmt.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.chart.Axis.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static List<String> labels(Axis axis, int wanted) {
    return axis.ticks(wanted).stream().map(Axis.Tick::label).toList();
  }

  @Test
  void ticksAreRoundNumbers() {
    assertThat(labels(Axis.linear(0, 4400), 6))
        .containsExactly("0", "1000", "2000", "3000", "4000");
    assertThat(labels(new Axis(0, 230_000, Kind.LINEAR), 5))
        .containsExactly("0", "50k", "100k", "150k", "200k");
    assertThat(labels(Axis.suitable(5, 20_000), 6)).containsExactly("10", "100", "1000", "10k");
    assertThat(labels(Axis.suitable(0, 5e-4), 5)).containsExactly("0", "2e-4", "4e-4");
    assertThat(labels(Axis.logarithmic(0.0065, 0.045), 6))
        .containsExactly("0.007", "0.01", "0.015", "0.02", "0.03");
    assertThat(labels(Axis.logarithmic(1, 55), 6)).containsExactly("1", "2", "5", "10", "20", "50");
    assertThat(labels(Axis.suitable(7, 7), 5)).containsExactly("6.8", "7", "7.2");
    assertThat(Axis.suitable(-1, 1).isLogarithmic()).isFalse();
  }

  @Test
  void ticksOfCountsAreWholeNumbers() {
    assertThat(labels(Axis.count(0), 7)).containsExactly("0", "1");
    assertThat(labels(Axis.count(3), 7)).containsExactly("0", "1", "2", "3");
    assertThat(labels(Axis.count(14), 7)).containsExactly("0", "5", "10");
    assertThat(labels(Axis.count(10_000_000), 7))
        .containsExactly("0", "2M", "4M", "6M", "8M", "10M");
  }

  @Test
  void numbersAreShort() {
    assertThat(List.of(12_340d, 0.05, 5e-4, 1_234_567d, 9.9999e9, 1e12, -2.5e300, 0d))
        .extracting(Axis::label)
        .containsExactly("12.34k", "0.05", "5e-4", "1.235M", "10000M", "1e12", "-2.5e300", "0");
    assertThat(Axis.label(Double.NaN)).isEqualTo("NaN");
    assertThat(Axis.label(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void anAxisHasALength() {
    assertThatThrownBy(() -> new Axis(1, 1, Kind.LINEAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an axis cannot go from 1.0 to 1.0 (LINEAR)");
    assertThatThrownBy(() -> new Axis(0, 1, Kind.LOGARITHMIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an axis cannot go from 0.0 to 1.0 (LOGARITHMIC)");
  }
}
