package ai.nmt.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.nmt.golden.GoldenArray;
import ai.nmt.golden.GoldenModels;
import ai.nmt.io.InputException;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import ai.nmt.transformer.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admin's profile against the one that the original implementation wrote. */
class AdminProfileTest {
  @TempDir private Path folder;

  @BeforeAll
  static void setUp() {
    NDManager.newBaseManager().close();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  @Test
  void ratiosAreThoseOfTheOriginal() {
    ProfileRatios expected = ProfileRatios.read(GoldenModels.path("admin", "profile.ratio.init"));
    Map<String, GoldenArray> batch = GoldenModels.load("admin", "forward.npz");
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = GoldenModels.transformer(manager, "admin", "profiling_init.npz");
      ProfileRatios actual =
          model.profile(
              Pass.training(manager, 1),
              batch.get("src_tokens").toTensor(manager),
              batch.get("prev_output_tokens").toTensor(manager));
      assertClose(actual.encoder(), expected.encoder());
      assertClose(actual.decoder(), expected.decoder());
      for (NamedParameter parameter : model.parameters()) {
        if (parameter.name().equals("decoder.layers.1.encoder_ratio_change")) {
          assertThat(parameter.array().toFloatArray())
              .containsOnly(actual.decoder().get(4).floatValue());
        }
      }
    }
  }

  private static void assertClose(List<Double> actual, List<Double> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), within(1e-5));
    }
  }

  @Test
  void settingRatiosIsProfilingWithoutThePass() {
    ProfileRatios ratios =
        new ProfileRatios(List.of(1., 2., 3., 4., 5., 6.), List.of(1., 1.5, 2., 2.5, 3., 3.5));
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = GoldenModels.transformer(manager, "admin", "profiling_init.npz");
      model.setRatios(ratios);
      NamedParameter last =
          model.parameters().stream()
              .filter(p -> p.name().equals("encoder.layers.2.fc_ratio_change"))
              .findFirst()
              .orElseThrow();
      assertThat(last.array().toFloatArray()).containsOnly(6f);
      assertThatThrownBy(() -> model.setRatios(new ProfileRatios(List.of(1.), ratios.decoder())))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("ratios of 1 encoder sub-layers, the model has 6");
    }
  }

  @Test
  void aFileIsReadAsItWasWritten() throws IOException {
    ProfileRatios ratios =
        new ProfileRatios(List.of(1., 1.25), List.of(1., 1.1712127923965454, 3.));
    Path file = folder.resolve(ProfileRatios.FILE_NAME);
    ratios.write(file);
    assertThat(ProfileRatios.read(file)).isEqualTo(ratios);
    assertThat(Files.readString(file))
        .isEqualTo("1 1.0\n2 1.25\n1 1.0\n2 1.1712127923965454\n3 3.0\n");
  }

  @Test
  void damagedFilesAreExplained() throws IOException {
    Path file = folder.resolve("damaged");
    assertThatThrownBy(() -> ProfileRatios.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--init-type adaptive-profiling");
    Files.writeString(file, "1 1.0\n3 2.0\n");
    assertThatThrownBy(() -> ProfileRatios.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2: \"3 2.0\"");
    Files.writeString(file, "1 1.0\n2 2.0\n");
    assertThatThrownBy(() -> ProfileRatios.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ratios of 1 stacks");
  }
}
