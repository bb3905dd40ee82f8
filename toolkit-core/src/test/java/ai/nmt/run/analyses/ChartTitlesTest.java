package ai.nmt.run.analyses;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.analysis.Perturbation;
import ai.nmt.run.analyses.GradientNormsReport.Profile;
import ai.nmt.run.analyses.LayerDependencyReport.Dependency;
import ai.nmt.run.analyses.OutputChangeReport.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts say what they show, whatever was analysed. */
class ChartTitlesTest {
  @TempDir private Path folder;

  private String title(String name) throws IOException {
    String svg = Files.readString(folder.resolve(name + ".svg"));
    return svg.replaceFirst("(?s).*? aria-label=\"([^\"]*)\".*", "$1").replace("&#39;", "'");
  }

  private static double[] norms(int count) {
    double[] norms = new double[count];
    Arrays.setAll(norms, i -> i + 1);
    return norms;
  }

  @Test
  void gradientNormsNameTheDepthOfBothStacks() throws IOException {
    new GradientNormsReport(List.of(new Profile("admin", "Admin", 36, norms(36), norms(18))))
        .write(folder);
    assertThat(title("gradient-norms-36"))
        .isEqualTo("Gradient norms at the sub-layers' outputs, 18 encoder and 6 decoder layers");
  }

  @Test
  void outputChangeNamesTheChange() throws IOException {
    for (Perturbation change : Perturbation.values()) {
      Series series = new Series("Admin", new TreeMap<>(Map.of(6, 0.5, 12, 0.75)), null);
      new OutputChangeReport(change, List.of(), List.of(series)).write(folder);
      assertThat(title("output-change"))
          .isEqualTo(
              change == Perturbation.RANDOM
                  ? "Output change of the encoder after a random change of its weights"
                  : "Output change of the encoder after a step against the gradient");
    }
  }

  @Test
  void layerDependencyNamesTheModel() throws IOException {
    new LayerDependencyReport(
            List.of(
                new Dependency(
                    "checkpoint",
                    "checkpoint_best.safetensors",
                    1,
                    List.of(new double[] {0.5, 0.5}))))
        .write(folder);
    assertThat(title("layer-dependency-checkpoint-1"))
        .isEqualTo("On what the encoder's sub-layers depend: checkpoint_best.safetensors");
  }

  @Test
  void trainingCurvesNameTheGroupAsItIs() throws IOException {
    TrainingLog log =
        new TrainingLog("lr-1e-3", "admin", List.of(new TrainingLog.Point(100, 8, 1)), false);
    new TrainingCurves(List.of(log), null).write(folder);
    assertThat(title("training-curves-lr-1e-3")).isEqualTo("Training loss: lr-1e-3");
  }
}
