package ai.nmt.train.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossWatchTest {
  private final LossWatch watch = new LossWatch();
  private final List<String> told = new ArrayList<>();
  private long update;

  private void see(int count, double loss) {
    for (int i = 0; i < count; i++) {
      watch.see(++update, loss).ifPresent(told::add);
    }
  }

  @Test
  void aFallingLossIsNotTold() {
    for (int i = 0; i < 300; i++) {
      see(1, 10.0 / (1 + i) + 2 + (i % 2));
    }
    assertThat(told).isEmpty();
  }

  @Test
  void oneUpdateAboveTwiceTheMeanIsASpike() {
    see(50, 3);
    see(1, 5.9);
    assertThat(told).isEmpty();
    see(1, 6.5);
    see(60, 3);
    assertThat(told)
        .containsExactly(
            "loss spike: update 52 has a loss of 6.500 per target token, the 50 before it 3.058");
  }

  @Test
  void aMeanAboveOneAndAHalfTheLowestIsToldOnceAndSoIsRecovery() {
    see(50, 2);
    see(100, 3.5);
    assertThat(told).hasSize(1);
    assertThat(told.get(0)).contains("training diverges").contains("it was 2.000 already");
    see(100, 2);
    assertThat(told).hasSize(2);
    assertThat(told.get(1)).contains("recovered");
  }
}
