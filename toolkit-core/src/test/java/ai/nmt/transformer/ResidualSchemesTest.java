package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.nmt.residual.DeepNorm;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every residual scheme against the contract that all share, with its own equation. */
class ResidualSchemesTest {
  @Nested
  class PostNorm extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.DEFAULT;
    }

    @Override
    List<String> ownNames() {
      return List.of();
    }

    @Override
    int surplus() {
      return 0;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return normalizedSum(1, x, 1, f.apply(x));
    }
  }

  @Nested
  class PreNorm extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.DEFAULT;
    }

    @Override
    List<String> ownNames() {
      return List.of("decoder.layer_norm.weight", "decoder.layer_norm.bias");
    }

    @Override
    int surplus() {
      return 2 * 2 * DIM;
    }

    @Override
    double[] output(double[] x, Branch f) {
      double[] y = f.apply(normalizedSum(1, x, 0, x));
      for (int i = 0; i < y.length; i++) {
        y[i] += x[i];
      }
      return y;
    }

    @Override
    boolean normalizeBefore() {
      return true;
    }
  }

  @Nested
  class Admin extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.ADMIN;
    }

    @Override
    List<String> ownNames() {
      return List.of("self_ratio_change", "encoder_ratio_change", "fc_ratio_change");
    }

    @Override
    int surplus() {
      return (2 * 2 + 3) * DIM;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return normalizedSum(1, x, 1, f.apply(x));
    }
  }

  @Nested
  class AdminTorchConstant extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.ADMIN_TORCH;
    }

    @Override
    List<String> ownNames() {
      return List.of();
    }

    @Override
    int surplus() {
      return 0;
    }

    @Override
    double[] output(double[] x, Branch f) {
      // The encoder has four sub-layers.
      return normalizedSum(Math.sqrt(5 / Math.log(5) - 1), x, 1, f.apply(x));
    }
  }

  @Nested
  class AdminTorchTrained extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.ADMIN_TORCH;
    }

    @Override
    List<String> ownNames() {
      return List.of("self_ratio_change", "encoder_ratio_change", "fc_ratio_change");
    }

    @Override
    int surplus() {
      return (2 * 2 + 3) * DIM;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return normalizedSum(2, x, 1, f.apply(x));
    }

    @Override
    ProfileFreeConfig profileFree() {
      return new ProfileFreeConfig(OutputChange.CONSTANT, true, true);
    }

    @Override
    void requireStart(Map<String, NDArray> start) {
      super.requireStart(start);
      assertThat(start.get("encoder.layers.1.fc_ratio_change").toFloatArray()).containsOnly(2f);
      assertThat(start.get("decoder.layers.0.encoder_ratio_change").toFloatArray())
          .containsOnly((float) Math.sqrt(3));
    }
  }

  @Nested
  class AdminTorchLinear extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.ADMIN_TORCH;
    }

    @Override
    List<String> ownNames() {
      return List.of("self_ratio_change", "encoder_ratio_change", "fc_ratio_change");
    }

    @Override
    int surplus() {
      return 3 * DIM;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return normalizedSum(1, x, 1, f.apply(x));
    }

    @Override
    ProfileFreeConfig profileFree() {
      return new ProfileFreeConfig(OutputChange.LINEAR, false, true);
    }
  }

  @Nested
  class ReZero extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.REZERO;
    }

    @Override
    List<String> ownNames() {
      return List.of("rezero_weight");
    }

    @Override
    int surplus() {
      return 3 - (2 * 2 + 3) * 2 * DIM;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return x;
    }

    @Override
    void requireStart(Map<String, NDArray> start) {
      super.requireStart(start);
      assertThat(start.get("encoder.layers.1.rezero_weight").toFloatArray()).containsExactly(0f);
      assertThat(start.keySet()).noneMatch(name -> name.contains("layer_norm"));
    }
  }

  @Nested
  class ReZeroPostNorm extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.REZERO_POSTLN;
    }

    @Override
    List<String> ownNames() {
      return List.of("rezero_weight");
    }

    @Override
    int surplus() {
      return 3;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return normalizedSum(1, x, 0, x);
    }

    @Override
    void requireStart(Map<String, NDArray> start) {
      super.requireStart(start);
      assertThat(start.get("decoder.layers.0.rezero_weight").toFloatArray()).containsExactly(0f);
    }
  }

  @Nested
  class DeepNet extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.DEEPNET;
    }

    @Override
    List<String> ownNames() {
      return List.of(
          "self_attn.q_proj_weight",
          "self_attn.k_proj_weight",
          "self_attn.v_proj_weight",
          "encoder_attn.q_proj_weight",
          "encoder_attn.k_proj_weight",
          "encoder_attn.v_proj_weight");
    }

    @Override
    int surplus() {
      return 0;
    }

    @Override
    double[] output(double[] x, Branch f) {
      // 0.81 (2^4 · 1)^(1/16).
      return normalizedSum(0.81 * Math.pow(2, 0.25), x, 1, f.apply(x));
    }

    @Override
    void requireStart(Map<String, NDArray> start) {
      double encoderGain = 0.87 * Math.pow(2, -0.25);
      double decoderGain = Math.pow(12, -0.25);
      requireNormal(start.get("encoder.layers.0.fc1.weight"), 64 + 128, encoderGain);
      requireNormal(start.get("encoder.layers.1.fc2.weight"), 64 + 128, encoderGain);
      requireNormal(start.get("encoder.layers.0.self_attn.q_proj_weight"), 128, 1);
      requireNormal(start.get("encoder.layers.0.self_attn.k_proj_weight"), 128, 1);
      requireNormal(start.get("encoder.layers.0.self_attn.v_proj_weight"), 128, encoderGain);
      requireNormal(start.get("encoder.layers.0.self_attn.out_proj.weight"), 128, encoderGain);
      requireNormal(start.get("decoder.layers.0.encoder_attn.k_proj_weight"), 128, 1);
      requireNormal(start.get("decoder.layers.0.encoder_attn.v_proj_weight"), 128, decoderGain);
      requireNormal(start.get("decoder.layers.0.fc2.weight"), 64 + 128, decoderGain);
    }
  }

  @Nested
  class LookLinear extends ResidualSchemeContract {
    @Override
    InitType initType() {
      return InitType.LOOKLINEAR;
    }

    @Override
    List<String> ownNames() {
      return List.of();
    }

    @Override
    int surplus() {
      return 0;
    }

    @Override
    double[] output(double[] x, Branch f) {
      return normalizedSum(1, x, 1, f.apply(x));
    }

    @Override
    void requireStart(Map<String, NDArray> start) {
      super.requireStart(start);
      NDArray first = start.get("encoder.layers.0.fc1.weight");
      assertThat(first.get("64:").toFloatArray()).isEqualTo(first.get(":64").neg().toFloatArray());
      NDArray second = start.get("decoder.layers.0.fc2.weight");
      assertThat(second.get(":, 64:").toFloatArray())
          .isEqualTo(second.get(":, :64").neg().toFloatArray());
    }
  }

  /**
   * The factors and gains of DeepNet for 6-6 and 18-18 layers, as the paper's formula gives them.
   */
  @Test
  void deepNetsNumbers() {
    assertNumbers(DeepNorm.encoder(6, 6), 1.4179, 0.4970);
    assertNumbers(DeepNorm.decoder(6), 2.0598, 0.3433);
    assertNumbers(DeepNorm.encoder(18, 18), 1.9987, 0.3526);
    assertNumbers(DeepNorm.decoder(18), 2.7108, 0.2608);
  }

  private static void assertNumbers(DeepNorm scheme, double alpha, double beta) {
    assertThat(scheme.alpha()).isCloseTo(alpha, within(5e-5));
    assertThat(scheme.beta()).isCloseTo(beta, within(5e-5));
  }
}
