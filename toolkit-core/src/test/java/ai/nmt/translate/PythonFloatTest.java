package ai.nmt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.random.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFloatTest {
  @ParameterizedTest
  @CsvSource({
    "-2.342643976211548, -2.342643976211548",
    "-2.5, -2.5",
    "-100, -100.0",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-0.000012345, -1.2345e-05",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "2e23, 2e+23",
    "-0.0, -0.0",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void reprIsPythons(double value, String text) {
    assertThat(PythonFloat.repr(value)).isEqualTo(text);
  }

  @Test
  void reprReadsBackAsTheSameNumber() {
    SplitMix64 random = new SplitMix64(5);
    for (int i = 0; i < 1000; i++) {
      double value = (float) (-50 * random.nextDouble());
      assertThat(Double.parseDouble(PythonFloat.repr(value))).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-0.80836, -0.8084",
    "0.00005, 0.0001",
    "0.00003, 0.0000",
    "-0.00003, -0.0000",
    "-12, -12.0000",
    "2.00005, 2.0000",
    "-Infinity, -inf"
  })
  void fourDecimalsArePythons(double value, String text) {
    assertThat(PythonFloat.fourDecimals(value)).isEqualTo(text);
  }
}
