package ai.nmt.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void theNounGoesWithTheNumber() {
    assertThat(Counted.of(0, "sentence")).isEqualTo("0 sentences");
    assertThat(Counted.of(1, "sentence pair")).isEqualTo("1 sentence pair");
    assertThat(Counted.of(12_000, "batch")).isEqualTo("12,000 batches");
    assertThat(Counted.noun(1, "batch")).isEqualTo("batch");
    assertThat(Counted.noun(2, "update")).isEqualTo("updates");
    assertThat(Counted.of(2, "epoch")).isEqualTo("2 epochs");
  }
}
