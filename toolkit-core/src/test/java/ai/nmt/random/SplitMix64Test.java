package ai.nmt.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
  @Test
  void fillingIsDrawingOneByOne() {
    SplitMix64 filled = new SplitMix64(5);
    SplitMix64 drawn = new SplitMix64(5);
    long[] values = new long[11];
    filled.fill(values, 10);
    for (int i = 0; i < 10; i++) {
      assertThat(values[i]).isEqualTo(drawn.nextLong());
    }
    assertThat(values[10]).isZero();
    assertThat(filled.state()).isEqualTo(drawn.state());
  }
}
