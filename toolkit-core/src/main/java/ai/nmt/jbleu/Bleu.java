package ai.nmt.jbleu;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * BLEU (Papineni et al. 2002) as sacreBLEU computes it: over untokenized text, with a signature
 * that says how. For scores of single sentences take {@link BleuConfig#forSentences()}.
 */
public final class Bleu implements Metric {
  /** The largest n of the n-grams. */
  static final int ORDER = 4;

  /** Where a row has the hypothesis' length, the reference's, the matches and the totals. */
  static final int HYPOTHESIS_LENGTH = 0;

  static final int REFERENCE_LENGTH = 1;
  static final int MATCHES = 2;
  static final int TOTALS = MATCHES + ORDER;

  private final BleuConfig config;

  /**
   * Makes the metric.
   *
   * @param config how it is computed
   */
  public Bleu(BleuConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "BLEU";
  }

  @Override
  public BleuScore corpusScore(List<String> hypotheses, List<List<String>> references) {
    return (BleuScore) Metric.super.corpusScore(hypotheses, references);
  }

  @Override
  public BleuScore sentenceScore(String hypothesis, List<String> references) {
    return (BleuScore) Metric.super.sentenceScore(hypothesis, references);
  }

  @Override
  public Signature signature(List<List<String>> references) {
    return Signature.of(
        "nrefs",
        "#",
        Segments.referenceCount(references),
        "case",
        "c",
        config.lowercase() ? "lc" : "mixed",
        "eff",
        "e",
        config.effectiveOrder() ? "yes" : "no",
        "tok",
        "tok",
        config.tokenizer().toString(),
        "smooth",
        "s",
        config.smoothing().toString());
  }

  /**
   * {@inheritDoc}
   *
   * @return the hypothesis' length, the closest reference's, matching n-grams and all n-grams of
   *     orders 1 to 4
   */
  @Override
  public double[] segmentStatistics(String hypothesis, List<String> references) {
    WordNumbers words = new WordNumbers();
    int[][] texts = new int[1 + references.size()][];
    texts[0] = words.of(tokenize(hypothesis));
    for (int r = 0; r < references.size(); r++) {
      texts[r + 1] = words.of(tokenize(references.get(r)));
    }
    double[] row = new double[TOTALS + ORDER];
    row[HYPOTHESIS_LENGTH] = texts[0].length;
    row[REFERENCE_LENGTH] = closestLength(texts);
    NgramCounts ngrams = new NgramCounts(texts);
    for (int n = 0; n < ORDER; n++) {
      ngrams.advance();
      row[MATCHES + n] = NgramCounts.matches(ngrams.counts(0), allowed(ngrams, texts.length));
      row[TOTALS + n] = ngrams.total(0);
    }
    return row;
  }

  @Override
  public BleuScore scoreOf(double[] statistics) {
    return BleuScore.of(statistics, config.smoothing(), config.effectiveOrder());
  }

  private List<String> tokenize(String text) {
    return config.tokenizer().tokenize(config.lowercase() ? text.toLowerCase(Locale.ROOT) : text);
  }

  /** The length nearest to the hypothesis'; of two equally near ones the shorter. */
  private static int closestLength(int[][] texts) {
    int closest = texts[1].length;
    for (int r = 2; r < texts.length; r++) {
      int length = texts[r].length;
      int distance = Math.abs(length - texts[0].length);
      int best = Math.abs(closest - texts[0].length);
      if (distance < best || (distance == best && length < closest)) {
        closest = length;
      }
    }
    return closest;
  }

  /** An n-gram counts at most as often as in the reference that has most of it. */
  private static int[] allowed(NgramCounts ngrams, int texts) {
    int[] allowed = ngrams.counts(1);
    for (int r = 2; r < texts; r++) {
      int[] counts = ngrams.counts(r);
      if (counts.length > allowed.length) {
        allowed = Arrays.copyOf(allowed, counts.length);
      }
      for (int i = 0; i < counts.length; i++) {
        allowed[i] = Math.max(allowed[i], counts[i]);
      }
    }
    return allowed;
  }
}
