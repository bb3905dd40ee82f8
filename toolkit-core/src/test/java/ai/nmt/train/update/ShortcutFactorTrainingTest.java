package ai.nmt.train.update;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.random.SplitMix64;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.residual.ResidualConnection;
import ai.nmt.tensor.TorchEngine;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profile-free Admin through 20 updates: ω is trained where asked, and constant otherwise. */
class ShortcutFactorTrainingTest {
  private static final int ENCODER_SUB_LAYERS = 4;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true"})
  void factorsAreTrainedWhereAsked(boolean encoder, boolean decoder) {
    ProfileFreeConfig settings = new ProfileFreeConfig(OutputChange.LOGARITHMIC, encoder, decoder);
    try (SmallTraining training =
        new SmallTraining(
            3,
            SmallTraining.config().withInitType(InitType.ADMIN_TORCH).withProfileFree(settings))) {
      List<float[]> before = factors(training);
      SplitMix64 random = new SplitMix64(1);
      for (int update = 0; update < 20; update++) {
        training.step.run(List.of(SmallTraining.batch(random, 4, 9)), update, 1e-3);
      }
      List<float[]> after = factors(training);
      for (int i = 0; i < before.size(); i++) {
        boolean trained = i < ENCODER_SUB_LAYERS ? encoder : decoder;
        assertThat(before.get(i)).hasSize(64).containsOnly(before.get(i)[0]);
        if (trained) {
          assertThat(after.get(i)).isNotEqualTo(before.get(i));
        } else {
          assertThat(after.get(i)).isEqualTo(before.get(i));
        }
      }
      assertThat(before.get(0)[0]).isEqualTo((float) Math.sqrt(5 / Math.log(5) - 1));
      assertThat(before.get(ENCODER_SUB_LAYERS)[0])
          .isEqualTo((float) Math.sqrt(7 / Math.log(7) - 1));
    }
  }

  private static List<float[]> factors(SmallTraining training) {
    return training.model.residuals().stream().map(ResidualConnection::shortcutFactor).toList();
  }
}
