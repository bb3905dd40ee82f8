package ai.nmt.cli.option;

import ai.nmt.run.training.EvaluationArguments;
import ai.nmt.run.training.EvaluationConfig;
import ai.nmt.run.training.EvaluationConfig.Detokenizer;
import ai.nmt.search.SearchOptions;
import ai.nmt.translate.SubwordJoiner;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What validation measures of translations. */
@InGroup(HelpGroup.VALIDATION)
public final class EvaluationOptions {
  @Option(names = "--eval-bleu", description = "Translate validation data and measure BLEU.")
  private boolean bleu;

  @Option(names = "--eval-chrf", description = "Translate validation data and measure chrF.")
  private boolean chrf;

  @Option(
      names = "--eval-bleu-args",
      paramLabel = "JSON",
      description =
          "The search, as in '{\"beam\": 4, \"max_len_a\": 1.2, \"max_len_b\": 10}'; also lenpen,"
              + " min_len, unkpen, unnormalized.")
  private String search;

  @Option(
      names = "--eval-bleu-detok",
      paramLabel = "NAME",
      description =
          "How words become the text that is compared: moses or space (left as they are); if"
              + " not given, as the text rules of the data say.")
  private String detokenizer;

  @Option(
      names = "--eval-bleu-detok-args",
      paramLabel = "JSON",
      description = "Moses' language, as in '{\"target_lang\": \"de\"}'.")
  private String detokenizerArguments;

  @Option(
      names = "--eval-bleu-remove-bpe",
      arity = "0..1",
      fallbackValue = SubwordJoiner.DEFAULT_MARKER,
      paramLabel = "MARKER",
      description = "Join subwords first: '@@ ' if no marker is given, or 'sentencepiece'.")
  private String marker;

  @Option(
      names = "--eval-tokenized-bleu",
      description = "BLEU of the words as they are, without its own tokenizer.")
  private boolean tokenized;

  @Option(
      names = "--eval-bleu-print-samples",
      description = "Report a translation of each validation batch.")
  private boolean samples;

  /** Returns what was asked for. */
  public EvaluationConfig config() {
    boolean details =
        search != null
            || detokenizer != null
            || detokenizerArguments != null
            || marker != null
            || tokenized
            || samples;
    if (details && !bleu && !chrf) {
      throw new IllegalArgumentException(
          "--eval-bleu-args, --eval-bleu-detok and the like say how translations are measured, but"
              + " neither --eval-bleu nor --eval-chrf asks for that");
    }
    return new EvaluationConfig(
        bleu,
        chrf,
        search == null ? SearchOptions.defaults() : EvaluationArguments.search(search),
        marker == null ? null : SubwordJoiner.of(marker),
        detokenizer(),
        detokenizerArguments == null
            ? null
            : EvaluationArguments.detokenizerLanguage(detokenizerArguments),
        tokenized,
        samples);
  }

  private Detokenizer detokenizer() {
    if (detokenizer == null) {
      return null;
    }
    return switch (detokenizer.toLowerCase(Locale.ROOT)) {
      case "moses" -> Detokenizer.MOSES;
      case "space" -> Detokenizer.SPACE;
      default ->
          throw new IllegalArgumentException(
              "--eval-bleu-detok must be moses or space, but is " + detokenizer);
    };
  }
}
