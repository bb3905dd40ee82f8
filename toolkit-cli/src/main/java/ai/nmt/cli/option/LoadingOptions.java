package ai.nmt.cli.option;

import ai.nmt.batch.BatchLimits;
import ai.nmt.train.LoadingConfig;
import picocli.CommandLine.Option;

/** How large batches get. */
@InGroup(HelpGroup.BATCHES)
public final class LoadingOptions {
  private static final LoadingConfig DEFAULTS = LoadingConfig.defaults();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Most tokens of a batch, padding included.")
  private Integer maxTokens;

  @Option(
      names = {"--max-sentences", "--batch-size"},
      paramLabel = "N",
      description = "Most sentence pairs of a batch.")
  private Integer maxSentences;

  @Option(
      names = "--max-tokens-valid",
      paramLabel = "N",
      description = "The same for validation; if not given, as --max-tokens.")
  private Integer maxTokensValid;

  @Option(
      names = {"--max-sentences-valid", "--batch-size-valid"},
      paramLabel = "N",
      description = "The same for validation; if not given, as --max-sentences.")
  private Integer maxSentencesValid;

  @Option(
      names = "--required-batch-size-multiple",
      paramLabel = "N",
      description = "Sentence pairs of a full batch are a multiple of this.")
  private int multiple = DEFAULTS.training().requiredMultiple();

  @Option(
      names = "--skip-invalid-size-inputs-valid-test",
      description = "Leave out validation pairs that are too long for the model.")
  private boolean skipInvalid = DEFAULTS.skipInvalid();

  @Option(
      names = "--left-pad-source",
      arity = "1",
      paramLabel = "BOOL",
      description =
          "Fill short sources up on the left (True) or on the right (False); padding counts"
              + " nowhere.")
  private boolean leftPadSource = DEFAULTS.leftPadSource();

  @Option(
      names = "--truncate-source",
      description = "Cut sources to --max-source-positions tokens, </s> included.")
  private boolean truncateSource = DEFAULTS.truncateSource();

  @Option(
      names = "--curriculum",
      paramLabel = "N",
      description =
          "Take the batches of the first N epochs in order, from short to long sources, before they"
              + " are shuffled.")
  private int curriculum = DEFAULTS.curriculum();

  /** Returns what was asked for. */
  public LoadingConfig config() {
    int tokens = orNoLimit(maxTokens);
    int sentences = orNoLimit(maxSentences);
    return new LoadingConfig(
        new BatchLimits(tokens, sentences, multiple),
        new BatchLimits(
            maxTokensValid == null ? tokens : maxTokensValid,
            maxSentencesValid == null ? sentences : maxSentencesValid,
            multiple),
        skipInvalid,
        leftPadSource,
        truncateSource,
        curriculum,
        DEFAULTS.ahead());
  }

  private static int orNoLimit(Integer given) {
    return given == null ? 0 : given;
  }
}
