package ai.nmt.jbleu;

import java.util.List;

/**
 * Translation edit rate (Snover et al., AMTA 2006): insertions, deletions, substitutions and shifts
 * of word sequences that turn a hypothesis into its reference, per word of the reference, with the
 * search of Tercom 7.25 as sacreBLEU has it ({@link EditRate}). Lower is better.
 *
 * <p>Of several references, a segment counts with the fewest edits and the mean length.
 */
public final class Ter implements Metric {
  private final TerConfig config;
  private final TerTokenizer tokenizer;

  /**
   * Makes the metric.
   *
   * @param config how it is computed
   */
  public Ter(TerConfig config) {
    this.config = config;
    this.tokenizer = new TerTokenizer(config);
  }

  @Override
  public String name() {
    return "TER";
  }

  @Override
  public TerScore corpusScore(List<String> hypotheses, List<List<String>> references) {
    return (TerScore) Metric.super.corpusScore(hypotheses, references);
  }

  @Override
  public TerScore sentenceScore(String hypothesis, List<String> references) {
    return (TerScore) Metric.super.sentenceScore(hypothesis, references);
  }

  @Override
  public Signature signature(List<List<String>> references) {
    return Signature.of(
        "nrefs",
        "#",
        Segments.referenceCount(references),
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
    WordNumbers words = new WordNumbers();
    int[] text = words.of(tokenizer.tokenize(hypothesis));
    int fewest = Integer.MAX_VALUE;
    double lengths = 0;
    for (String reference : references) {
      int[] target = words.of(tokenizer.tokenizeReference(reference));
      fewest = Math.min(fewest, EditRate.edits(text, target));
      lengths += target.length;
    }
    return new double[] {fewest, lengths / references.size()};
  }

  @Override
  public TerScore scoreOf(double[] statistics) {
    return TerScore.of(statistics[0], statistics[1]);
  }
}
