package ai.nmt.jbleu;

import java.util.List;

/**
 * Translation edit rate (Snover et al., AMTA 2006): insertions, deletions, substitutions and shifts
 * of word sequences that turn a hypothesis into its reference, per word of the reference, with the
 * search of Tercom 7.25 as sacreBLEU has it ({@link EditRate}). Lower is better.
 *
 * <p>Of several references, a segment counts with the fewest edits and the mean length.
 */
public final class Ter extends Metric<TerScore> {
  private final TerConfig config;

  /**
   * Makes the metric.
   *
   * @param config how it is computed
   */
  public Ter(TerConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "TER";
  }

  @Override
  Signature sign(String references) {
    return Signature.of(
        "nrefs",
        "#",
        references,
        "case",
        "c",
        config.caseSensitive() ? "mixed" : "lc",
        "tok",
        "t",
        "tercom",
        "norm",
        "nr",
        config.normalized() ? "yes" : "no",
        "punct",
        "pn",
        config.noPunctuation() ? "no" : "yes",
        "asian",
        "as",
        config.asianSupport() ? "yes" : "no");
  }

  /**
   * {@inheritDoc}
   *
   * @return the fewest edits, and the references' mean length in words
   */
  @Override
  public double[] segmentStatistics(String hypothesis, List<String> references) {
    return super.segmentStatistics(hypothesis, references);
  }

  @Override
  SegmentCounter counter() {
    return new TerCounter(config);
  }

  @Override
  public TerScore scoreOf(double[] statistics) {
    return TerScore.of(statistics[0], statistics[1]);
  }
}
