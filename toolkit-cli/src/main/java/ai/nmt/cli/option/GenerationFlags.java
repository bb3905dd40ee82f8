package ai.nmt.cli.option;

import ai.nmt.batch.BatchLimits;
import ai.nmt.run.EngineConfig;
import ai.nmt.run.translation.GenerationConfig;
import ai.nmt.run.translation.TranslationModel;
import ai.nmt.translate.SubwordJoiner;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What generate and interactive have in common: model, search, batches and output. */
@InGroup(HelpGroup.BATCHES)
public final class GenerationFlags {
  private static final BatchLimits LIMITS = BatchLimits.defaults();

  @Mixin private ModelFlags model;

  @Mixin private SearchFlags search;

  @Mixin private TextRuleFlags rules;

  @InGroup(HelpGroup.OUTPUT)
  @Option(
      names = "--nbest",
      paramLabel = "N",
      description = "Hypotheses to print of each sentence.")
  private int best = 1;

  @InGroup(HelpGroup.OUTPUT)
  @Option(
      names = {"--remove-bpe", "--post-process"},
      arity = "0..1",
      fallbackValue = SubwordJoiner.DEFAULT_MARKER,
      paramLabel = "MARKER",
      description =
          "Join subwords in what is printed: '@@ ' (also as subword_nmt) if no marker is given, or"
              + " sentencepiece.")
  private String marker;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of a batch, padding counted; 0 = no limit.")
  private int maxTokens = LIMITS.maxTokens();

  @Option(
      names = {"--max-sentences", "--batch-size"},
      paramLabel = "N",
      description = "Most sentences of a batch; 0 = no limit.")
  private int maxSentences = LIMITS.maxSentences();

  @Option(
      names = "--required-batch-size-multiple",
      paramLabel = "N",
      description = "A batch of at least N sentences has a multiple of N.")
  private int multiple = LIMITS.requiredMultiple();

  @Option(
      names = "--skip-invalid-size-inputs-valid-test",
      description = "Leave out and count sentences that are too long for the model.")
  private boolean skipTooLong;

  @InGroup(HelpGroup.PROCESSES)
  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Threads that translate batches side by side; 0 = one per processor, 1 on a GPU.")
  private int workers;

  @InGroup(HelpGroup.PROCESSES)
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where to compute: ${COMPLETION-CANDIDATES}.")
  private EngineConfig.Kind device = EngineConfig.Kind.CPU;

  /** Returns the folder with data and dictionaries. */
  public Path data() {
    return model.data();
  }

  /** Returns the limits of a batch as given; 0 where there is none. */
  public BatchLimits limits() {
    return new BatchLimits(maxTokens, maxSentences, multiple);
  }

  /**
   * Returns the number of threads that translate.
   *
   * @param useful how many can have work at a time
   */
  public int workers(int useful) {
    if (workers != 0) {
      return workers;
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return device == EngineConfig.Kind.CPU ? Math.min(processors, useful) : 1;
  }

  /**
   * Starts the engine and loads the model; text rules that are given as flags replace its own.
   *
   * @param threads number of threads that translate; they share the processors
   */
  public TranslationModel load(int threads) {
    int each = Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
    TranslationModel loaded =
        TranslationModel.load(
            model.checkpoint(),
            model.data(),
            model.direction(),
            new EngineConfig(each, device).start());
    try {
      return loaded.withRules(rules.change(loaded.rules(), loaded.languages()));
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /**
   * Returns the configuration of a search.
   *
   * @param limits how large a batch may get
   * @param threads number of threads that translate
   */
  public GenerationConfig config(BatchLimits limits, int threads) {
    GenerationConfig defaults = GenerationConfig.defaults();
    return new GenerationConfig(
        search.options(),
        limits,
        skipTooLong,
        defaults.scoreReference(),
        best,
        marker == null ? new SubwordJoiner.None() : SubwordJoiner.of(marker),
        defaults.quiet(),
        threads);
  }
}
