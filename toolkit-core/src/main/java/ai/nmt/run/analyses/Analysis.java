package ai.nmt.run.analyses;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.nmt.analysis.GradientNorms;
import ai.nmt.analysis.LayerDependency;
import ai.nmt.analysis.OutputChangeAnalysis;
import ai.nmt.analysis.Perturbation;
import ai.nmt.analysis.Sample;
import ai.nmt.analysis.Scheme;
import ai.nmt.analysis.Subject;
import ai.nmt.random.Seeds;
import ai.nmt.run.ModelLoader;
import ai.nmt.run.ModelLoader.LoadedModel;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the analyses of the package {@code analysis} on fresh models or on a trained one. */
public final class Analysis {
  private static final Logger LOG = LoggerFactory.getLogger(Analysis.class);
  private static final int SMALL_DECODER = 1;

  private final AnalysisConfig config;

  /**
   * One model that was analysed.
   *
   * @param name of the scheme, or {@code checkpoint}
   * @param title the name in charts
   * @param subLayers residual sub-layers of the encoder
   * @param seed of the repetition
   */
  public record Case(String name, String title, int subLayers, long seed) {}

  /**
   * What was found about a model.
   *
   * @param subject which model
   * @param value what was found
   * @param <T> its type
   */
  public record Finding<T>(Case subject, T value) {}

  /** What is done with a model. */
  @FunctionalInterface
  private interface Measure<T> {
    T of(Subject subject, long seed);
  }

  /**
   * Makes an analysis.
   *
   * @param config what is analysed
   */
  public Analysis(AnalysisConfig config) {
    this.config = config;
  }

  /**
   * Measures how much a small change of the weights changes the encoder's output.
   *
   * @param perturbation the change
   * @return the results
   */
  public OutputChangeReport outputChange(Perturbation perturbation) {
    return OutputChangeReport.of(
        perturbation,
        run(
            SMALL_DECODER,
            (subject, seed) ->
                OutputChangeAnalysis.measure(
                    subject, perturbation, Seeds.derive(seed, "perturbation"))));
  }

  /**
   * Measures on what the encoder's sub-layers depend.
   *
   * @return the results
   */
  public LayerDependencyReport layerDependency() {
    return LayerDependencyReport.of(
        run(SMALL_DECODER, (subject, seed) -> LayerDependency.measure(subject)));
  }

  /**
   * Measures gradients at the sub-layers' outputs; decoders are as deep as encoders.
   *
   * @return the results
   */
  public GradientNormsReport gradientNorms() {
    return GradientNormsReport.of(run(0, (subject, seed) -> GradientNorms.measure(subject)));
  }

  /** Measures each model; one is in memory at a time. */
  private <T> List<Finding<T>> run(int decoderLayers, Measure<T> measure) {
    Device device = config.engine().start();
    List<Finding<T>> findings = new ArrayList<>();
    if (config.checkpoint().isPresent()) {
      config.seeds().forEach(seed -> findings.add(trained(device, seed, measure)));
      return findings;
    }
    for (Scheme scheme : config.schemes()) {
      for (int depth : config.depths()) {
        for (long seed : config.seeds()) {
          findings.add(fresh(device, scheme, depth, decoderLayers, seed, measure));
        }
        LOG.info("{}: {} sub-layers done", scheme.title(), depth);
      }
    }
    return findings;
  }

  private <T> Finding<T> fresh(
      Device device, Scheme scheme, int depth, int decoderLayers, long seed, Measure<T> measure) {
    try (NDManager base = NDManager.newBaseManager(device)) {
      int layers = depth / 2;
      int wanted = decoderLayers == 0 ? layers : decoderLayers;
      TransformerConfig model = config.model().withDropouts(new Dropouts(0, 0, 0));
      TransformerConfig deep =
          model.withStacks(
              model.encoder().withLayers(layers),
              model
                  .decoder()
                  .withLayers(config.decoderLayers() == 0 ? wanted : config.decoderLayers()));
      SampleSource samples = SampleSource.of(config.sample());
      Sample sample = samples.draw(seed);
      Subject subject =
          Subject.fresh(
              base,
              scheme.applyTo(deep),
              sample,
              samples.sourceVocabulary(),
              samples.targetVocabulary(),
              seed);
      Case found = new Case(scheme.flag(), scheme.title(), depth, seed);
      return new Finding<>(found, measure.of(subject, seed));
    }
  }

  private <T> Finding<T> trained(Device device, long seed, Measure<T> measure) {
    Path file = config.checkpoint().orElseThrow();
    try (NDManager base = NDManager.newBaseManager(device)) {
      LoadedModel loaded = ModelLoader.load(file, base);
      SampleSource samples = SampleSource.of(config.sample(), file, loaded.description());
      Subject subject = new Subject(base, loaded.transformer(), samples.draw(seed));
      int subLayers = 2 * loaded.transformer().config().encoder().layers();
      Case found = new Case("checkpoint", file.getFileName().toString(), subLayers, seed);
      return new Finding<>(found, measure.of(subject, seed));
    }
  }
}
