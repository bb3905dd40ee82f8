package ai.nmt.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.batch.IteratorPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
  private static Progress progress(int epoch, long updates) {
    return new Progress(
        updates, new IteratorPosition(epoch, 0), null, MeterSums.ZERO, 0, List.of(), null);
  }

  @Test
  void withoutLimitsItNeverEnds() {
    StoppingRule rule = new StoppingRule(StoppingConfig.defaults());
    assertThat(rule.beforeEpoch(progress(1_000_000, 1L << 40), 0)).isEmpty();
    assertThat(rule.afterUpdate(1L << 40)).isEmpty();
  }

  @Test
  void endsAfterTheLastEpoch() {
    StoppingRule rule = new StoppingRule(new StoppingConfig(3, 0, -1));
    assertThat(rule.beforeEpoch(progress(3, 10), 1)).isEmpty();
    assertThat(rule.beforeEpoch(progress(4, 10), 1)).contains("--max-epoch 3 is reached");
  }

  @Test
  void endsAfterTheLastUpdate() {
    StoppingRule rule = new StoppingRule(new StoppingConfig(0, 5, -1));
    assertThat(rule.afterUpdate(4)).isEmpty();
    assertThat(rule.afterUpdate(5)).contains("--max-update 5 is reached");
    assertThat(rule.beforeEpoch(progress(2, 5), 1)).isPresent();
  }

  @Test
  void endsWhenTheRateHasFallenButNotBeforeTheWarmup() {
    StoppingRule rule = new StoppingRule(new StoppingConfig(0, 0, 1e-9));
    assertThat(rule.beforeEpoch(progress(1, 0), 0)).isEmpty();
    assertThat(rule.beforeEpoch(progress(2, 9), 1e-9)).isPresent();
    assertThat(rule.beforeEpoch(progress(2, 9), 2e-9)).isEmpty();
  }

  @Test
  void negativeLimitsAreMistakes() {
    assertThatThrownBy(() -> new StoppingConfig(-1, 0, 0)).hasMessageContaining("--max-epoch");
    assertThatThrownBy(() -> new StoppingConfig(0, -1, 0)).hasMessageContaining("--max-update");
  }
}
