package ai.nmt.run.benchmark;

import ai.nmt.batch.BatchLimits;
import ai.nmt.run.EngineConfig;
import ai.nmt.transformer.Architectures;
import ai.nmt.transformer.TransformerConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param model the Transformer, with its dropouts
 * @param limits how large a training batch may get
 * @param engine where to compute, and the threads within one operation
 * @param warmUpUpdates updates before the clock starts, at least 1
 * @param updates updates that are timed, at least 1
 * @param seed decides parameters, batches and dropout
 */
public record BenchmarkConfig(
    TransformerConfig model,
    BatchLimits limits,
    EngineConfig engine,
    int warmUpUpdates,
    int updates,
    long seed) {
  /** Checks the numbers. */
  public BenchmarkConfig {
    List<String> problems = new ArrayList<>();
    if (warmUpUpdates < 1) {
      problems.add("--warmup-updates is " + warmUpUpdates + ", expected at least 1");
    }
    if (updates < 1) {
      problems.add("--updates is " + updates + ", expected at least 1");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /**
   * fairseq's IWSLT model on batches of 4,096 tokens.
   *
   * @return 5 updates to warm up, 30 timed, all processors, seed 1
   */
  public static BenchmarkConfig defaults() {
    return new BenchmarkConfig(
        Architectures.preset("transformer_iwslt_de_en"),
        BatchLimits.defaults().withMaxTokens(4096),
        EngineConfig.defaults(),
        5,
        30,
        1);
  }
}
