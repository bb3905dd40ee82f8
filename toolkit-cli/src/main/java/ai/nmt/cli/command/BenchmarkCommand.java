package ai.nmt.cli.command;

import ai.nmt.batch.BatchLimits;
import ai.nmt.cli.ExitCode;
import ai.nmt.cli.option.EngineOptions;
import ai.nmt.cli.option.HelpGroup;
import ai.nmt.cli.option.InGroup;
import ai.nmt.cli.option.ModelOptions;
import ai.nmt.corpus.LanguagePair;
import ai.nmt.corpus.ParallelCorpora;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.io.Counted;
import ai.nmt.run.DataConfig;
import ai.nmt.run.benchmark.BenchmarkConfig;
import ai.nmt.run.benchmark.TrainingBenchmark;
import ai.nmt.run.benchmark.TrainingSpeed;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nmt benchmark}: measures the speed of training on this machine. */
@Command(
    name = "benchmark",
    description = {
      "Measures how fast a model trains on this machine, and what share of the machine's own peak"
          + " of float32 matrix multiplication that is.",
      "Whole updates are timed (forward, backward, gradient norm, Adam; dropout on). Counted are"
          + " the multiplications and additions of the model's matrix products on real tokens,"
          + " without padding; the backward pass counts twice the forward pass. The peak is the"
          + " fastest of 20 products of two 2048 x 2048 matrices with the same threads.",
      "The speed of generation is what 'nmt generate' reports at its end."
    })
public final class BenchmarkCommand implements Callable<Integer> {
  private static final BenchmarkConfig DEFAULTS = BenchmarkConfig.defaults();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DATA", description = "Folder that 'nmt preprocess' wrote.")
  private Path data;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = {"-s", "--source-lang"},
      paramLabel = "SRC",
      description = "Source language; not needed where the folder holds one pair.")
  private String sourceLanguage;

  @InGroup(HelpGroup.DATA)
  @Option(
      names = {"-t", "--target-lang"},
      paramLabel = "TGT",
      description = "Target language; not needed where the folder holds one pair.")
  private String targetLanguage;

  @Mixin private ModelOptions model;

  @InGroup(HelpGroup.BATCHES)
  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens in a batch, padding included.")
  private int maxTokens = DEFAULTS.limits().maxTokens();

  @InGroup(HelpGroup.GENERAL)
  @Option(
      names = "--warmup-updates",
      paramLabel = "N",
      description = "Updates before the clock starts.")
  private int warmUpUpdates = DEFAULTS.warmUpUpdates();

  @InGroup(HelpGroup.GENERAL)
  @Option(names = "--updates", paramLabel = "N", description = "Updates that are timed.")
  private int updates = DEFAULTS.updates();

  @InGroup(HelpGroup.GENERAL)
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides parameters, batches and dropout.")
  private long seed = DEFAULTS.seed();

  @Mixin private EngineOptions engine;

  @Override
  public Integer call() {
    BenchmarkConfig config =
        new BenchmarkConfig(
            model.config(),
            BatchLimits.defaults().withMaxTokens(maxTokens),
            engine.config(),
            warmUpUpdates,
            updates,
            seed);
    LanguagePair languages =
        sourceLanguage != null && targetLanguage != null
            ? new LanguagePair(sourceLanguage, targetLanguage)
            : ParallelCorpora.languages(data);
    Dictionary source = ParallelCorpora.dictionary(data, languages.source());
    Dictionary target = ParallelCorpora.dictionary(data, languages.target());
    List<String> parts = ParallelCorpora.parts(data, DataConfig.TRAIN, languages);
    try (ParallelCorpus corpus = ParallelCorpora.open(data, parts, languages, source, target)) {
      print(new TrainingBenchmark(config).measure(corpus, source, target));
    }
    return ExitCode.DONE;
  }

  private void print(TrainingSpeed speed) {
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            """
            model: %,d parameters
            matrix product peak: %.1f GFLOP/s with %s
            training: %,.0f target words/s, %.2f updates/s (%s in %.1f s)
            training: %.1f GFLOP/s in matrix products, %.1f%% of the peak
            """,
            speed.parameters(),
            speed.peakFlops() * 1e-9,
            Counted.of(speed.threads(), "thread"),
            speed.wordsPerSecond(),
            speed.updates() / speed.seconds(),
            Counted.of(speed.updates(), "update"),
            speed.seconds(),
            speed.flopsPerSecond() * 1e-9,
            100 * speed.shareOfPeak());
  }
}
