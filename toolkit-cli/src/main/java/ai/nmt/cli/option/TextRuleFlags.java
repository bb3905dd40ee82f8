package ai.nmt.cli.option;

import ai.nmt.corpus.LanguagePair;
import ai.nmt.io.InputException;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.Tokenization;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is done to raw text, by fairseq's names; a flag that is not given changes nothing. */
@InGroup(HelpGroup.TEXT_RULES)
public final class TextRuleFlags {
  /** Values of {@code --tokenizer}. */
  enum TokenizerName {
    MOSES,
    NONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description = "Tokenizer of raw text: ${COMPLETION-CANDIDATES}.")
  private TokenizerName tokenizer;

  @Option(
      names = "--moses-source-lang",
      paramLabel = "LANG",
      description = "ISO code whose rules the source text gets; by default the source language.")
  private String mosesSource;

  @Option(
      names = "--moses-target-lang",
      paramLabel = "LANG",
      description = "ISO code whose rules the target text gets; by default the target language.")
  private String mosesTarget;

  @Option(
      names = "--moses-no-dash-splits",
      description = "Leave hyphens inside words alone, which --tokenizer moses writes as @-@.")
  private boolean noDashSplits;

  @Option(names = "--moses-no-escape", description = "Do not write & | < > ' \" [ ] as entities.")
  private boolean noEscape;

  @Option(
      names = {"--normalize-punctuation", "--moses-normalize-punctuation"},
      negatable = true,
      description = "Give quotation marks, dashes and the like one form before tokenising.")
  private Boolean normalizePunctuation;

  @Option(
      names = {"--remove-non-printing-char", "--moses-remove-non-printing-char"},
      negatable = true,
      description = "Make control characters and the like spaces before tokenising.")
  private Boolean removeNonPrinting;

  @Option(
      names = "--lowercase",
      negatable = true,
      description = "Make letters small after tokenising.")
  private Boolean lowercase;

  @Mixin private SubwordFlags subwords;

  /**
   * Changes rules as the flags say.
   *
   * @param rules the rules without the flags
   * @param languages the data's names of the languages
   * @return the rules with what is given
   * @throws InputException if flags contradict each other, or a file cannot be read
   */
  public TextRules change(TextRules rules, LanguagePair languages) {
    return new TextRules(
        isoCodes(rules.isoCodes(), languages),
        normalizePunctuation == null ? rules.normalizePunctuation() : normalizePunctuation,
        removeNonPrinting == null ? rules.removeNonPrinting() : removeNonPrinting,
        tokenization(rules.tokenization()),
        lowercase == null ? rules.lowercase() : lowercase,
        subwords.change(rules.subwords(), languages));
  }

  private Map<String, String> isoCodes(Map<String, String> stored, LanguagePair languages) {
    Map<String, String> codes = new TreeMap<>(stored);
    if (mosesSource != null) {
      codes.put(languages.source(), mosesSource);
    }
    if (mosesTarget != null) {
      codes.put(languages.target(), mosesTarget);
    }
    return codes;
  }

  private Tokenization tokenization(Tokenization stored) {
    Tokenization base = stored;
    if (tokenizer == TokenizerName.NONE) {
      base = new Tokenization.None();
    } else if (tokenizer == TokenizerName.MOSES) {
      base = Tokenization.Moses.defaults();
    }
    if (!noDashSplits && !noEscape) {
      return base;
    }
    if (base instanceof Tokenization.Moses moses) {
      return new Tokenization.Moses(
          moses.dashSplits() && !noDashSplits, moses.escape() && !noEscape);
    }
    throw new InputException(
        "--moses-no-dash-splits and --moses-no-escape are about Moses' tokenizer; give --tokenizer"
            + " moses as well");
  }
}
