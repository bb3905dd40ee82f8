package ai.nmt.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.optim.Adafactor;
import ai.nmt.optim.AdamConfig;
import ai.nmt.optim.MovingAverage;
import ai.nmt.optim.NovoGrad;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.RAdam;
import ai.nmt.schedule.Cosine;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.LinearDecay;
import ai.nmt.schedule.PolynomialDecay;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.schedule.TriStage;
import ai.nmt.schedule.Triangular;
import ai.nmt.tensor.Precision;
import ai.nmt.train.update.LossScale;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizationConfigTest {
  private static final Gson GSON = new Gson();

  static List<OptimizerConfig> optimizers() {
    return List.of(
        new AdamConfig(0.9, 0.98, 1e-8, 1e-4),
        new RAdam.Settings(0.9, 0.98, 1e-8, 0.01),
        new Adafactor.Settings(1e-30, 1e-3, 1, -0.8, 0.9, 0, true, true, true),
        NovoGrad.Settings.defaults());
  }

  private static OptimizationConfig with(OptimizerConfig optimizer) {
    OptimizationConfig defaults = OptimizationConfig.defaults();
    return new OptimizationConfig(
        defaults.criterion(),
        optimizer,
        defaults.schedule(),
        0.1,
        true,
        List.of(4, 2),
        null,
        PrecisionConfig.defaults());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerComesBackFromJson(OptimizerConfig optimizer) {
    OptimizationConfig config = with(optimizer);
    String json = GSON.toJson(config);
    assertThat(json).contains("\"name\":\"" + optimizer.name() + "\"");
    assertThat(GSON.fromJson(json, OptimizationConfig.class)).isEqualTo(config);
  }

  static List<ScheduleSettings> schedules() {
    return List.of(
        new InverseSquareRoot(7e-4, 1e-7, 4000),
        new FixedSchedule.Settings(List.of(0.25, 0.1), FixedSchedule.Settings.NEVER, 0.5, 10),
        new LinearDecay(3e-4, 1e-7, 1, 1e-9, 10_000),
        PolynomialDecay.Settings.defaults(List.of(1e-3, 1e-4)),
        new Cosine(1e-5, 1e-3, 1e-7, 500, 3000, 1.5, 0.5),
        new Triangular(1e-4, 1e-3, 2000, 0.8, true),
        TriStage.defaults(1e-3),
        ReduceOnPlateau.Settings.defaults(0.1));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everyScheduleComesBackFromJson(ScheduleSettings schedule) {
    OptimizationConfig config =
        OptimizationConfig.defaults()
            .with(AdamConfig.defaults(), schedule)
            .withMovingAverage(MovingAverage.Settings.defaults())
            .withPrecision(
                new PrecisionConfig(
                    Precision.BFLOAT16, true, new LossScale.Settings(2, 3, 0.5, 0, 4.0)));
    String json = GSON.toJson(config);
    assertThat(json).contains("\"name\":\"" + schedule.name() + "\"");
    assertThat(GSON.fromJson(json, OptimizationConfig.class)).isEqualTo(config);
  }

  @Test
  void anUnknownNameIsRefused() {
    String json = GSON.toJson(with(AdamConfig.defaults())).replace("\"adam\"", "\"lion\"");
    assertThatThrownBy(() -> GSON.fromJson(json, OptimizationConfig.class))
        .isInstanceOf(JsonParseException.class)
        .hasMessageContaining("lion")
        .hasMessageContaining("novograd");
  }

  @Test
  void updateFrequencyIsAListPerEpoch() {
    OptimizationConfig config = with(AdamConfig.defaults());
    assertThat(config.batchesPerUpdate(1)).isEqualTo(4);
    assertThat(config.batchesPerUpdate(2)).isEqualTo(2);
    assertThat(config.batchesPerUpdate(7)).isEqualTo(2);
  }
}
