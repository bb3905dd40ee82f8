package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import org.junit.jupiter.api.Test;

/** Sequences worked out by hand from fairseq's rules. */
class LossScaleTest {
  private static LossScale scale(long window, double tolerance, Double threshold) {
    return new LossScale(new LossScale.Settings(128, window, tolerance, 16, threshold));
  }

  private static void update(LossScale scale, int times, boolean overflow) {
    for (int i = 0; i < times; i++) {
      scale.updated(overflow);
    }
  }

  @Test
  void doublesAfterAWindowWithoutOverflow() {
    LossScale scale = scale(4, 0, null);
    update(scale, 3, false);
    assertThat(scale.value()).isEqualTo(128);
    update(scale, 1, false);
    assertThat(scale.value()).isEqualTo(256);
    update(scale, 3, false);
    assertThat(scale.value()).isEqualTo(256);
    update(scale, 1, false);
    assertThat(scale.value()).isEqualTo(512);
  }

  @Test
  void halvesAtOnceAndCountsTheWindowAnew() {
    LossScale scale = scale(4, 0, null);
    update(scale, 3, false);
    update(scale, 1, true);
    assertThat(scale.value()).isEqualTo(64);
    update(scale, 3, false);
    assertThat(scale.value()).isEqualTo(64);
    update(scale, 1, false);
    assertThat(scale.value()).isEqualTo(128);
  }

  /** One overflow of five updates is a fifth, two of six are a third. */
  @Test
  void bearsOverflowsWithinItsTolerance() {
    LossScale scale = scale(100, 0.25, null);
    update(scale, 4, false);
    update(scale, 1, true);
    assertThat(scale.value()).isEqualTo(128);
    update(scale, 1, true);
    assertThat(scale.value()).isEqualTo(64);
  }

  @Test
  void staysAtItsThresholdAndGivesUpAtItsMinimum() {
    LossScale floor = scale(100, 0, 32.0);
    update(floor, 10, true);
    assertThat(floor.value()).isEqualTo(32);
    LossScale free = scale(100, 0, null);
    update(free, 2, true);
    assertThatThrownBy(() -> free.updated(true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--min-loss-scale is 16.0");
  }

  @Test
  void aRestoredScaleGoesOnAlike() {
    LossScale whole = scale(3, 0, null);
    update(whole, 1, true);
    update(whole, 2, false);
    LossScale resumed = scale(3, 0, null);
    resumed.restore(whole.state());
    update(whole, 1, false);
    update(resumed, 1, false);
    assertThat(resumed.state()).isEqualTo(whole.state());
    assertThat(resumed.value()).isEqualTo(128);
  }

  @Test
  void valuesOutOfRangeNameTheirFlag() {
    assertThatThrownBy(() -> new LossScale.Settings(0, 1, 0, 0, null))
        .hasMessageContaining("--fp16-init-scale");
    assertThatThrownBy(() -> new LossScale.Settings(1, 0, 0, 0, null))
        .hasMessageContaining("--fp16-scale-window");
    assertThatThrownBy(() -> new LossScale.Settings(1, 1, 2, 0, null))
        .hasMessageContaining("--fp16-scale-tolerance");
    assertThatThrownBy(() -> new LossScale.Settings(1, 1, 0, -1, null))
        .hasMessageContaining("--min-loss-scale");
    assertThatThrownBy(() -> new LossScale.Settings(1, 1, 0, 0, 0.0))
        .hasMessageContaining("--threshold-loss-scale");
  }
}
