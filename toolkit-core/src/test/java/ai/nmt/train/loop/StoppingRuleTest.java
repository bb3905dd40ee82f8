package ai.nmt.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.batch.IteratorPosition;
import ai.nmt.train.Checks;
import ai.nmt.train.MeterSums;
import ai.nmt.train.Progress;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.ValidationConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
  private final StopSignal signal = new StopSignal();

  private StoppingRule rule(StoppingConfig config) {
    return new StoppingRule(config, signal);
  }

  private static Progress progress(int epoch, long updates) {
    return new Progress(
        updates,
        new IteratorPosition(epoch, 0),
        null,
        MeterSums.ZERO,
        0,
        List.of(),
        null,
        Checks.NONE);
  }

  @Test
  void withoutLimitsItNeverEnds() {
    StoppingRule rule = rule(StoppingConfig.defaults());
    assertThat(rule.beforeEpoch(progress(1_000_000, 1L << 40), 0, 1e12)).isEmpty();
    assertThat(rule.afterUpdate(1L << 40, 1e12)).isEmpty();
  }

  @Test
  void endsAfterTheLastEpoch() {
    StoppingRule rule = rule(new StoppingConfig(3, 0, -1));
    assertThat(rule.beforeEpoch(progress(3, 10), 1, 0)).isEmpty();
    assertThat(rule.beforeEpoch(progress(4, 10), 1, 0)).contains("--max-epoch 3 is reached");
  }

  @Test
  void endsAfterTheLastUpdate() {
    StoppingRule rule = rule(new StoppingConfig(0, 5, -1));
    assertThat(rule.afterUpdate(4, 0)).isEmpty();
    assertThat(rule.afterUpdate(5, 0)).contains("--max-update 5 is reached");
    assertThat(rule.beforeEpoch(progress(2, 5), 1, 0)).isPresent();
  }

  @Test
  void endsWhenTheRateHasFallenButNotBeforeTheWarmup() {
    StoppingRule rule = rule(new StoppingConfig(0, 0, 1e-9));
    assertThat(rule.beforeEpoch(progress(1, 0), 0, 0)).isEmpty();
    assertThat(rule.beforeEpoch(progress(2, 9), 1e-9, 0)).isPresent();
    assertThat(rule.beforeEpoch(progress(2, 9), 2e-9, 0)).isEmpty();
  }

  @Test
  void negativeLimitsAreMistakes() {
    assertThatThrownBy(() -> new StoppingConfig(-1, 0, 0)).hasMessageContaining("--max-epoch");
    assertThatThrownBy(() -> new StoppingConfig(0, -1, 0)).hasMessageContaining("--max-update");
    assertThatThrownBy(() -> new StoppingConfig(0, 0, 0, 0, -1, 1))
        .hasMessageContaining("--stop-time-hours");
    assertThatThrownBy(() -> new StoppingConfig(0, 0, 0, 0, 0, -2))
        .hasMessageContaining("--patience");
    assertThatThrownBy(() -> new ValidationConfig(1, -1, 0, null, List.of()))
        .hasMessageContaining("--validate-interval-updates");
    assertThatThrownBy(() -> new ValidationConfig(1, 0, -1, null, List.of()))
        .hasMessageContaining("--validate-after-updates");
    assertThatThrownBy(() -> new ValidationConfig(1, 0, 0, null, List.of("a", "a")))
        .hasMessageContaining("--valid-subset");
  }

  @Test
  void stopMinLrEndsWithoutBeingASchedulesLowerEnd() {
    StoppingRule rule = rule(new StoppingConfig(0, 0, -1, 1e-5, 0, -1));
    assertThat(rule.beforeEpoch(progress(1, 0), 0, 0)).isEmpty();
    assertThat(rule.beforeEpoch(progress(2, 9), 1.1e-5, 0)).isEmpty();
    assertThat(rule.beforeEpoch(progress(2, 9), 1e-5, 0).orElseThrow()).contains("--stop-min-lr");
  }

  @Test
  void endsWhenTheTimeIsOver() {
    StoppingRule rule = rule(new StoppingConfig(0, 0, -1, -1, 0.5, -1));
    assertThat(rule.afterUpdate(1, 1800)).isEmpty();
    assertThat(rule.afterUpdate(1, 1800.1)).contains("--stop-time-hours 0.5 have passed");
    assertThat(rule.beforeEpoch(progress(2, 9), 1, 1801)).isPresent();
  }

  @Test
  void aSignalEndsAfterTheUpdateButDoesNotKeepTheFirstEpochFromBeginning() {
    StoppingRule rule = rule(StoppingConfig.defaults());
    assertThat(rule.atOnce()).isEmpty();
    assertThat(rule.afterEpoch(progress(2, 9), 1, 0)).isEmpty();
    signal.request();
    assertThat(rule.atOnce()).contains("a signal asked for it");
    assertThat(rule.afterEpoch(progress(2, 9), 1, 0)).contains("a signal asked for it");
    assertThat(rule.beforeEpoch(progress(1, 0), 1, 0)).isEmpty();
  }

  @Test
  void afterAnEpochTheLimitsAreThoseBeforeTheNext() {
    StoppingRule rule = rule(new StoppingConfig(3, 0, -1));
    assertThat(rule.afterEpoch(progress(4, 10), 1, 0)).contains("--max-epoch 3 is reached");
  }

  /** Losses 3, 2, 2.5, 2, 1.9, 5, 5: the third and fourth are no better, nor are the last two. */
  @Test
  void patienceCountsValidationsInARowThatAreNoBetter() {
    StoppingRule rule = rule(new StoppingConfig(0, 0, -1, -1, 0, 3));
    StoppingRule impatient = rule(new StoppingConfig(0, 0, -1, -1, 0, 2));
    double[] bests = {3, 2, 2, 2, 1.9, 1.9, 1.9};
    int[] stale = {0, 0, 1, 2, 0, 1, 2};
    Checks checks = Checks.NONE;
    for (int i = 0; i < bests.length; i++) {
      checks = checks.validated(bests[i]);
      assertThat(checks.withoutImprovement()).as("validation %d", i).isEqualTo(stale[i]);
      assertThat(rule.afterValidation(checks)).isEmpty();
      assertThat(impatient.afterValidation(checks).isPresent()).isEqualTo(stale[i] >= 2);
    }
    assertThat(rule.afterValidation(checks.validated(1.9)).orElseThrow())
        .startsWith("--patience 3 is over");
    assertThat(rule.beforeEpoch(progress(2, 9).withChecks(checks.validated(1.9)), 1, 0))
        .isPresent();
  }

  @Test
  void aMetricThatIsNoNumberIsNoImprovement() {
    assertThat(Checks.NONE.validated(null)).isEqualTo(new Checks(null, 1, 0));
    assertThat(Checks.NONE.checked(7).validated(1.0)).isEqualTo(new Checks(1.0, 0, 7));
  }
}
