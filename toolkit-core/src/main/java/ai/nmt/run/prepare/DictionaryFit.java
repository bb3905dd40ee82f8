package ai.nmt.run.prepare;

import ai.nmt.corpus.BinarizationReport;
import ai.nmt.corpus.TokenDataset;
import ai.nmt.corpus.TokenDatasets;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesFile;
import ai.nmt.subword.BpeSegmenterOptions;
import ai.nmt.vocab.Dictionary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Whether an existing dictionary is one of the text that it is used on. One that was counted on
 * text of another kind, of subwords for example where the text has whole words, is taken without an
 * error and leaves little but {@code <unk>}.
 */
final class DictionaryFit {
  /** Text like that of the dictionary hardly ever has so many unknown tokens, in percent. */
  private static final double UNUSUAL = 10;

  /** Where so many subwords are expected, finding none is no chance. */
  private static final double EXPECTED = 20;

  private static final int SAMPLE = 2000;

  private static final String BYTE_PAIRS = BpeSegmenterOptions.defaults().separator();

  /** Begins the words of SentencePiece. */
  private static final char PIECES = '\u2581';

  private final Path file;
  private final Dictionary dictionary;

  DictionaryFit(Path file, Dictionary dictionary) {
    this.file = file;
    this.dictionary = dictionary;
  }

  /** A warning where the data beside the dictionary was made with other rules than these. */
  Optional<String> complaint(TextRules rules) {
    Path folder = file.toAbsolutePath().getParent();
    Optional<TextRules> counted = TextRulesFile.load(folder);
    Optional<TextRules> used = Optional.of(rules).filter(some -> !some.changeNothing());
    return counted.isEmpty() || counted.equals(used)
        ? Optional.empty()
        : Optional.of(
            "the dictionary %s was counted on text of other rules (%s) than those of this run: give the same flags and codes as for %s, or count a new dictionary"
                .formatted(file, TextRulesFile.in(folder), folder));
  }

  /** A warning where a text that was binarised with the dictionary does not look like its own. */
  Optional<String> complaint(BinarizationReport report, Path binarised) {
    List<String> findings = new ArrayList<>();
    long words = report.tokens() - report.sentences();
    double unknown = words == 0 ? 0 : 100.0 * report.replaced() / words;
    if (unknown > UNUSUAL) {
      findings.add(
          String.format(
              Locale.ROOT,
              "%.1f%% of its %,d tokens are not in the dictionary and became <unk>",
              unknown,
              words));
    }
    missingSubwords(binarised).ifPresent(findings::add);
    return findings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s does not look like the text that the dictionary %s was counted on: %s; prepare it as that text was (tokenizer, subwords), or count a new dictionary"
                .formatted(report.text(), file, String.join(", and ", findings)));
  }

  private Optional<String> missingSubwords(Path binarised) {
    IntPredicate subword = id -> isSubword(dictionary.symbol(id));
    double share = share(subword);
    if (share == 0) {
      return Optional.empty();
    }
    long tokens = 0;
    try (TokenDataset sentences = TokenDatasets.open(binarised)) {
      for (int i = 0; i < Math.min(SAMPLE, sentences.size()); i++) {
        int[] sentence = sentences.get(i);
        if (IntStream.of(sentence).anyMatch(subword)) {
          return Optional.empty();
        }
        tokens += sentence.length - 1;
      }
    }
    return share * tokens < EXPECTED
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "of the first %,d tokens none is a subword such as \"%s\", which are %.1f%% of the"
                    + " dictionary's counts",
                tokens,
                dictionary.symbol(
                    IntStream.range(0, dictionary.size())
                        .filter(subword)
                        .findFirst()
                        .orElseThrow()),
                100 * share));
  }

  private static boolean isSubword(String symbol) {
    return symbol.endsWith(BYTE_PAIRS) || symbol.indexOf(PIECES) >= 0;
  }

  /** The share of some symbols in the text that was counted. */
  private double share(IntPredicate symbols) {
    double all = IntStream.range(0, dictionary.size()).mapToDouble(dictionary::count).sum();
    return all == 0
        ? 0
        : IntStream.range(0, dictionary.size()).filter(symbols).mapToDouble(dictionary::count).sum()
            / all;
  }
}
