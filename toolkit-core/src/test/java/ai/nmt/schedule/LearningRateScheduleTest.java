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
  void fixedIsFairseqs() throws IOException {
    LearningRateSchedule schedule =
        new FixedSchedule(new FixedSchedule.Settings(List.of(0.25, 0.2, 0.1), 4, 0.5, 10));
    JsonArray rates = golden().getAsJsonObject("fixed").getAsJsonArray("lr_after_epoch");
    assertThat(schedule.initial()).isCloseTo(0.025, within(1e-15));
    for (int epoch = 1; epoch <= rates.size(); epoch++) {
      schedule.epochEnded(epoch, Double.NaN);
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
    schedule.epochEnded(7, 3.0);
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
  }

  private static void assertRates(String name, LearningRateSchedule schedule) throws IOException {
    for (JsonElement pair : golden().getAsJsonObject(name).getAsJsonArray("lr")) {
      long update = pair.getAsJsonArray().get(0).getAsLong();
      double rate = pair.getAsJsonArray().get(1).getAsDouble();
      double actual = update == 0 ? schedule.initial() : schedule.afterUpdate(update);
      assertThat(actual).as("update %d", update).isCloseTo(rate, within(1e-15));
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
