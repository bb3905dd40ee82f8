package ai.nmt.jbleu;

import java.util.List;

/**
 * BLEU (Papineni et al. 2002) as sacreBLEU computes it: over untokenized text, with a signature
 * that says how. For scores of single sentences take {@link BleuConfig#forSentences()}.
 */
public final class Bleu extends Metric<BleuScore> {
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
  Signature sign(String references) {
    return Signature.of(
        "nrefs",
        "#",
        references,
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
    return super.segmentStatistics(hypothesis, references);
  }

  @Override
  SegmentCounter counter() {
    return new BleuCounter(config);
  }

  @Override
  public BleuScore scoreOf(double[] statistics) {
    return BleuScore.of(statistics, config.smoothing(), config.effectiveOrder());
  }
}
