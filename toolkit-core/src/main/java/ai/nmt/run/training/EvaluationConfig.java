package ai.nmt.run.training;

import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.rules.TextRules;
import ai.nmt.run.translation.SubwordMarkers;
import ai.nmt.search.SearchOptions;
import ai.nmt.text.MosesDetokenizer;
import ai.nmt.translate.SubwordJoiner;
import ai.nmt.vocab.Dictionary;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How validation data is translated, and what is measured of the translations.
 *
 * @param bleu whether BLEU is measured ({@code --eval-bleu})
 * @param chrf whether chrF is measured ({@code --eval-chrf})
 * @param search the search ({@code --eval-bleu-args})
 * @param joiner how subwords become words ({@code --eval-bleu-remove-bpe}); null where it is not
 *     given
 * @param detokenizer how words become text ({@code --eval-bleu-detok}); null where it is not given
 * @param detokenizerLanguage language of Moses' rules ({@code --eval-bleu-detok-args}); null = the
 *     target language
 * @param tokenized whether BLEU compares the words as they are, without a tokenizer of its own
 *     ({@code --eval-tokenized-bleu})
 * @param printSamples whether a translation of each batch is reported ({@code
 *     --eval-bleu-print-samples})
 */
public record EvaluationConfig(
    boolean bleu,
    boolean chrf,
    SearchOptions search,
    SubwordJoiner joiner,
    Detokenizer detokenizer,
    String detokenizerLanguage,
    boolean tokenized,
    boolean printSamples) {
  /** How words become text. */
  public enum Detokenizer {
    /** Words are separated by spaces. */
    SPACE,
    /** Moses' rules. */
    MOSES
  }

  /**
   * Nothing is translated.
   *
   * @return beam 5, and text as the rules of the data say
   */
  public static EvaluationConfig defaults() {
    return new EvaluationConfig(
        false, false, SearchOptions.defaults(), null, null, null, false, false);
  }

  /** Whether there is anything to measure. */
  boolean measures() {
    return bleu || chrf;
  }

  /**
   * What is wrong with {@code --eval-bleu-remove-bpe} for a target dictionary; empty if nothing.
   */
  Optional<String> complaint(Dictionary target) {
    return joiner == null
        ? Optional.empty()
        : SubwordMarkers.complaint("--eval-bleu-remove-bpe", joiner, target);
  }

  /** How BLEU is computed. */
  BleuConfig bleuConfig() {
    BleuConfig defaults = BleuConfig.defaults();
    return tokenized
        ? new BleuConfig(
            BleuTokenizer.NONE,
            defaults.lowercase(),
            defaults.smoothing(),
            defaults.effectiveOrder())
        : defaults;
  }

  /**
   * The way from the model's output to what is compared: as the flags say, or where none is given,
   * back the way that the data's text rules went.
   */
  UnaryOperator<String> plainText(Optional<TextRules> rules, String language) {
    if (rules.isPresent() && joiner == null && detokenizer == null) {
      return tokenized ? rules.get().subwords()::join : rules.get().plainText(language);
    }
    SubwordJoiner words = joiner == null ? new SubwordJoiner.None() : joiner;
    if (detokenizer != Detokenizer.MOSES) {
      return words::join;
    }
    MosesDetokenizer moses =
        new MosesDetokenizer(detokenizerLanguage == null ? language : detokenizerLanguage);
    return line -> moses.apply(words.join(line));
  }
}
