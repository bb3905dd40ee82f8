package ai.nmt.run.analyses;

import ai.nmt.analysis.Scheme;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.run.EngineConfig;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is analysed: fresh models of several schemes and depths, or one trained model, with several
 * seeds.
 *
 * @param checkpoint a trained model instead of fresh ones
 * @param schemes residual schemes of fresh models
 * @param depths numbers of residual sub-layers of a fresh encoder, two per layer
 * @param seeds each decides parameters, random tokens and random changes of one repetition
 * @param model sizes of fresh models
 * @param decoderLayers layers of fresh decoders; 0 = what the analysis needs
 * @param sample what models are run on
 * @param engine threads and device
 */
public record AnalysisConfig(
    Optional<Path> checkpoint,
    List<Scheme> schemes,
    List<Integer> depths,
    List<Long> seeds,
    TransformerConfig model,
    int decoderLayers,
    SampleConfig sample,
    EngineConfig engine) {
  /**
   * Checks the lists.
   *
   * @throws IllegalArgumentException naming every problem
   */
  public AnalysisConfig {
    schemes = List.copyOf(schemes);
    depths = depths.stream().distinct().sorted().toList();
    seeds = List.copyOf(seeds);
    List<String> problems = new ArrayList<>();
    if (schemes.isEmpty() || depths.isEmpty() || seeds.isEmpty()) {
      problems.add("--schemes, --depths and --seeds need at least one value each");
    }
    for (int depth : depths) {
      if (depth < 2 || depth % 2 != 0) {
        problems.add(
            "--depths counts the encoder's sub-layers, two per layer: "
                + depth
                + " is not an even number from 2");
      }
    }
    if (decoderLayers < 0) {
      problems.add("--decoder-layers must be at least 1, but is " + decoderLayers);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * Post-LN, Pre-LN and Admin at 6 to 96 sub-layers, all begun as in the Admin paper, three seeds,
   * random tokens.
   *
   * @return the configuration, of base size (D 512)
   */
  public static AnalysisConfig defaults() {
    return new AnalysisConfig(
        Optional.empty(),
        List.of(Scheme.POST_LN, Scheme.PRE_LN, Scheme.ADMIN),
        List.of(6, 12, 24, 48, 72, 96),
        List.of(1L, 2L, 3L),
        TransformerConfig.defaults().withInitialization(LinearInitialization.FAIRSEQ_0_8),
        0,
        SampleConfig.defaults(),
        EngineConfig.defaults());
  }
}
