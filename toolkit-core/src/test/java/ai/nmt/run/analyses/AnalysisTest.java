package ai.nmt.run.analyses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.nmt.analysis.Perturbation;
import ai.nmt.analysis.Scheme;
import ai.nmt.run.EngineConfig;
import ai.nmt.run.analyses.LayerDependencyReport.Dependency;
import ai.nmt.run.analyses.OutputChangeReport.Series;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalysisTest {
  @TempDir private Path folder;

  private static AnalysisConfig config(
      List<Scheme> schemes, List<Integer> depths, int seeds, int dim) {
    StackConfig stack = StackConfig.defaults().withSizes(dim, 4 * dim, 4);
    return new AnalysisConfig(
        Optional.empty(),
        schemes,
        depths,
        LongStream.rangeClosed(1, seeds).boxed().toList(),
        TransformerConfig.defaults().withStacks(stack, stack),
        0,
        new SampleConfig(Optional.empty(), "valid", Optional.empty(), Optional.empty(), 4, 12, 60),
        new EngineConfig(1, EngineConfig.Kind.CPU));
  }

  /** The settings of the recipe's figure, at any width. */
  private static OutputChangeReport figure(int dim, int seeds) {
    StackConfig stack = StackConfig.defaults().withSizes(dim, 4 * dim, dim / 16);
    AnalysisConfig defaults = AnalysisConfig.defaults();
    return new Analysis(
            new AnalysisConfig(
                Optional.empty(),
                defaults.schemes(),
                defaults.depths(),
                LongStream.rangeClosed(1, seeds).boxed().toList(),
                TransformerConfig.defaults().withStacks(stack, stack),
                0,
                SampleConfig.defaults(),
                new EngineConfig(1, EngineConfig.Kind.CPU)))
        .outputChange(Perturbation.RANDOM);
  }

  private static void assertGrowth(OutputChangeReport report) {
    Series postNorm = report.series().get(0);
    Series admin = report.series().get(2);
    assertThat(report.series().get(1).fit().better()).isEqualTo("logarithmic");
    assertThat(admin.fit().better()).isEqualTo("logarithmic");
    assertThat(postNorm.fit().better()).isEqualTo("linear");
    assertThat(postNorm.means().get(96)).isGreaterThanOrEqualTo(5 * admin.means().get(96));
  }

  /** The paper's figure 4 at reduced cost. */
  @Test
  void outputChangeGrowsAsInThePaper() throws Exception {
    OutputChangeReport report = figure(64, 2);
    assertGrowth(report);
    assertThat(report.write(folder)).hasSize(4);
    assertThat(ImageIO.read(folder.resolve("output-change.png").toFile()).getWidth()).isPositive();
    assertThat(folder.resolve("output-change.svg")).content().contains("<svg");
  }

  @Tag("long")
  @Test
  void outputChangeOfPostNormIsLinear() {
    OutputChangeReport report = figure(128, 5);
    assertGrowth(report);
    assertThat(report.series().get(0).fit().linear().rSquared()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void smallStepsAgainstTheGradientChangeTheOutput() {
    OutputChangeReport report =
        new Analysis(config(List.of(Scheme.ADMIN), List.of(4), 1, 16))
            .outputChange(Perturbation.GRADIENT);
    assertThat(report.measurements().get(0).change()).isPositive().isLessThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfDependencyHaveUnitLength(Scheme scheme) {
    Dependency map =
        new Analysis(config(List.of(scheme), List.of(8), 1, 16)).layerDependency().maps().get(0);
    assertThat(map.rows()).hasSize(8);
    for (int i = 0; i < 8; i++) {
      double[] row = map.rows().get(i);
      assertThat(row).hasSize(i + 2);
      assertThat(Arrays.stream(row).map(share -> share * share).sum()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void postNormDependsOnItselfAndPreNormOnAll() {
    List<Dependency> maps =
        new Analysis(
                config(List.of(Scheme.POST_LN, Scheme.PRE_LN, Scheme.REZERO), List.of(24), 1, 32))
            .layerDependency()
            .maps();
    assertThat(maps.get(0).ownShare()).isBetween(0.4, 0.6);
    assertThat(maps.get(1).rows().get(23)[24]).isLessThan(0.25);
    // Every layer begins as the identity: only the embeddings are there.
    assertThat(maps.get(2).rows().get(23)[0]).isEqualTo(1);
  }

  @Test
  void identitiesPassGradientsOnUnchanged() {
    GradientNormsReport report =
        new Analysis(config(List.of(Scheme.REZERO, Scheme.POST_LN), List.of(8), 1, 16))
            .gradientNorms();
    double[] decoder = report.profiles().get(0).decoder();
    assertThat(decoder).hasSize(12);
    assertThat(decoder[0]).isPositive();
    assertThat(decoder).containsOnly(decoder[0]);
    assertThat(report.profiles().get(1).encoder()).hasSize(8).doesNotContain(0);
  }

  @Test
  void wrongDepthsAreNamed() {
    assertThatThrownBy(() -> config(List.of(Scheme.ADMIN), List.of(7), 1, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 is not an even number from 2");
  }
}
