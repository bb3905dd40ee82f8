package ai.nmt.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against lr_schedules.json, the rates of fairseq 0.8's schedulers. */
class LearningRateScheduleTest {

  @Test
  void inverseSquareRootIsFairseqs() throws IOException {
    assertRates("inverse_sqrt", new InverseSquareRoot(0.0007, 1e-7, 6000));
  }

  @Test
  void inverseSquareRootFromZeroIsFairseqs() throws IOException {
    assertRates("inverse_sqrt_noinit", new InverseSquareRoot(0.001, 0, 400));
  }

  /** warm-up 4, peak 1: 0, 1/4, 2/4, 3/4, 1, then sqrt(4/16) = 1/2. */
  @Test
  void inverseSquareRootFollowsItsEquation() {
    LearningRateSchedule schedule = new InverseSquareRoot(1, 0, 4);
    assertThat(schedule.initial()).isZero();
    assertThat(schedule.afterUpdate(1)).isEqualTo(0.25);
    assertThat(schedule.afterUpdate(4)).isEqualTo(1);
    assertThat(schedule.afterUpdate(16)).isEqualTo(0.5);
  }

  @Test
  void linearIsFairseqs() throws IOException {
    LearningRateSchedule schedule = new LinearDecay(0.0003, 1e-7, 1, 1e-9, 10_000);
    assertRates("linear", schedule);
    assertThat(schedule.afterUpdate(10_000)).isEqualTo(1e-9);
    assertThat(schedule.afterUpdate(20_000)).isEqualTo(1e-9);
  }

  @Test
  void polynomialDecayIsFairseqs() throws IOException {
    assertRates(
        "polynomial_decay",
        new PolynomialDecay.Settings(List.of(0.001), 500, 1e-5, 2, 8000).create());
  }

  @Test
  void cosineWithRestartsIsFairseqs() throws IOException {
    assertRates("cosine", new Cosine(1e-5, 0.001, 1e-7, 500, 3000, 1.5, 0.5));
  }

  @Test
  void triangularIsFairseqs() throws IOException {
    assertRates("triangular", new Triangular(1e-4, 0.001, 2000, 0.8, true));
  }

  @Test
  void triStageIsFairseqs() throws IOException {
    assertRates("tri_stage", new TriStage(0.001, 1000, 2000, 4000, 0.01, 0.05));
  }

  @Test
  void reduceOnPlateauIsFairseqs() throws IOException {
    JsonObject run = golden().getAsJsonObject("reduce_lr_on_plateau");
    JsonArray losses = run.getAsJsonArray("valid_loss");
    JsonArray rates = run.getAsJsonArray("lr_after_epoch");
    LearningRateSchedule schedule = new ReduceOnPlateau.Settings(0.1, 0.5, 1e-4, 0, 0, 0).create();
    assertThat(schedule.initial()).isEqualTo(0.1);
    for (int epoch = 1; epoch <= rates.size(); epoch++) {
      schedule.epochEnded(epoch, 100L * epoch, losses.get(epoch - 1).getAsDouble());
      // What is remembered is all: the next epoch runs with another schedule.
      LearningRateSchedule next = new ReduceOnPlateau.Settings(0.1, 0.5, 1e-4, 0, 0, 0).create();
      next.restore(schedule.memory());
      schedule = next;
      assertThat(schedule.afterUpdate(100L * epoch))
          .as("after epoch %d", epoch)
          .isCloseTo(rates.get(epoch - 1).getAsDouble(), within(1e-10));
    }
  }

  @Test
  void reduceOnPlateauWaitsForTheWarmUpAndItsPatience() {
    LearningRateSchedule schedule = new ReduceOnPlateau.Settings(1, 0.5, 0, 1, 10, 0).create();
    assertThat(schedule.afterUpdate(5)).isEqualTo(0.5);
    schedule.epochEnded(1, 10, 1);
    schedule.epochEnded(2, 11, 2);
    schedule.epochEnded(3, 12, Double.NaN);
    schedule.epochEnded(4, 13, 2);
    assertThat(schedule.afterUpdate(13)).isEqualTo(1);
    schedule.epochEnded(5, 14, 2);
    assertThat(schedule.afterUpdate(14)).isEqualTo(0.5);
  }

  /** Periods of 2, 4 and 8 updates between 1 and 2, halved each time. */
  @Test
  void cosineFollowsItsEquation() {
    LearningRateSchedule schedule = new Cosine(1, 2, 0, 0, 2, 2, 0.5);
    assertThat(schedule.initial()).isEqualTo(2);
    assertThat(schedule.afterUpdate(1)).isCloseTo(1.5, within(1e-15));
    assertThat(schedule.afterUpdate(2)).isEqualTo(1);
    assertThat(schedule.afterUpdate(4)).isCloseTo(0.75, within(1e-15));
    assertThat(new Cosine(1, 2, 0, 0, 2, 1, 0.5).afterUpdate(5)).isCloseTo(0.375, within(1e-15));
  }

  @Test
  void polynomialDecayTakesARatePerEpoch() {
    LearningRateSchedule schedule =
        new PolynomialDecay.Settings(List.of(1.0, 0.5), 0, 0, 1, 10).create();
    assertThat(schedule.afterUpdate(5)).isEqualTo(0.5);
    schedule.epochEnded(1, 5, Double.NaN);
    assertThat(schedule.afterUpdate(5)).isEqualTo(0.25);
    LearningRateSchedule resumed =
        new PolynomialDecay.Settings(List.of(1.0, 0.5), 0, 0, 1, 10).create();
    resumed.restore(schedule.memory());
    assertThat(resumed.afterUpdate(5)).isEqualTo(0.25);
  }

  @Test
  void aMemoryOfAnotherScheduleIsRefused() {
    LearningRateSchedule plateau = ReduceOnPlateau.Settings.defaults(1).create();
    assertThatThrownBy(() -> plateau.restore(Map.of("epochs", 1.0)))
        .hasMessageContaining("--reset-lr-scheduler");
  }

  @Test
  void fixedIsFairseqs() throws IOException {
    LearningRateSchedule schedule =
        new FixedSchedule(new FixedSchedule.Settings(List.of(0.25, 0.2, 0.1), 4, 0.5, 10));
    JsonArray rates = golden().getAsJsonObject("fixed").getAsJsonArray("lr_after_epoch");
    assertThat(schedule.initial()).isCloseTo(0.025, within(1e-15));
    for (int epoch = 1; epoch <= rates.size(); epoch++) {
      schedule.epochEnded(epoch, epoch, Double.NaN);
      assertThat(schedule.afterUpdate(0))
          .as("after epoch %d", epoch)
          .isCloseTo(rates.get(epoch - 1).getAsDouble(), within(1e-15));
    }
  }

  @Test
  void fixedWarmsUpOverUpdates() {
    LearningRateSchedule schedule =
        new FixedSchedule(
            new FixedSchedule.Settings(List.of(1.0), FixedSchedule.Settings.NEVER, 0.1, 4));
    assertThat(schedule.initial()).isEqualTo(0.25);
    assertThat(schedule.afterUpdate(2)).isEqualTo(0.75);
    assertThat(schedule.afterUpdate(3)).isEqualTo(1);
    assertThat(schedule.afterUpdate(1000)).isEqualTo(1);
  }

  @Test
  void fixedWithDefaultsStays() {
    LearningRateSchedule schedule =
        new FixedSchedule(FixedSchedule.Settings.defaults(List.of(0.5)));
    schedule.epochEnded(7, 7, 3.0);
    assertThat(schedule.afterUpdate(12)).isEqualTo(0.5);
  }

  @Test
  void valuesOutOfRangeNameTheirFlag() {
    assertThatThrownBy(() -> new InverseSquareRoot(0, 0, 10)).hasMessageContaining("--lr ");
    assertThatThrownBy(() -> new InverseSquareRoot(1, -1, 10))
        .hasMessageContaining("--warmup-init-lr");
    assertThatThrownBy(() -> InverseSquareRoot.defaults(Double.NaN)).hasMessageContaining("--lr ");
    assertThatThrownBy(() -> new InverseSquareRoot(1, 0, 0))
        .hasMessageContaining("--warmup-updates must be at least 1");
    assertThatThrownBy(() -> FixedSchedule.Settings.defaults(List.of()))
        .hasMessageContaining("--lr ");
    assertThatThrownBy(() -> new FixedSchedule.Settings(List.of(1.0), -1, 0.1, 0))
        .hasMessageContaining("--force-anneal");
    assertThatThrownBy(() -> new LinearDecay(1, 0, 10, 0, 0)).hasMessageContaining("--max-update");
    assertThatThrownBy(() -> new PolynomialDecay.Settings(List.of(1.0), 10, 0, 1, 10))
        .hasMessageContaining("--total-num-update");
    assertThatThrownBy(() -> new Cosine(1, 0.5, 0, 0, 2, 2, 0.5)).hasMessageContaining("--max-lr");
    assertThatThrownBy(() -> new Cosine(1, 2, 0, 0, 0, 2, 0.5))
        .hasMessageContaining("--lr-period-updates");
    assertThatThrownBy(() -> new Triangular(1, 2, 1, 0.5, false))
        .hasMessageContaining("--lr-period-updates");
    assertThatThrownBy(() -> new TriStage(1, 0, 0, 0, 0.1, 0.1))
        .hasMessageContaining("--hold-steps");
    assertThatThrownBy(() -> new ReduceOnPlateau.Settings(1, 1, 0, 0, 0, 0))
        .hasMessageContaining("--lr-shrink");
  }

  private static void assertRates(String name, LearningRateSchedule schedule) throws IOException {
    for (JsonElement pair : golden().getAsJsonObject(name).getAsJsonArray("lr")) {
      long update = pair.getAsJsonArray().get(0).getAsLong();
      double rate = pair.getAsJsonArray().get(1).getAsDouble();
      double actual = update == 0 ? schedule.initial() : schedule.afterUpdate(update);
      assertThat(actual).as("update %d", update).isCloseTo(rate, within(1e-12 * rate + 1e-18));
    }
  }

  private static JsonObject golden() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            LearningRateScheduleTest.class.getResourceAsStream("lr_schedules.json"),
            StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    }
  }
}
