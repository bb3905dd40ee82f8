package ai.nmt.jbleu;

import java.util.List;

/**
 * chrF and chrF++ (Popović, WMT 2015 and 2017): with mean precision P and mean recall R over all
 * orders of character and word n-grams,
 *
 * <pre>{@code
 * chrF = (1 + beta^2) P R / (beta^2 P + R)
 * }</pre>
 *
 * <p>Of several references, a segment counts with the one of the highest score.
 */
public final class Chrf extends Metric<ChrfScore> {
  /** Stands in for a precision or recall without n-grams where epsilon smoothing is asked for. */
  private static final double EPSILON = 1e-16;

  /** Columns per order: n-grams of the hypothesis, of the reference, matches. */
  static final int COLUMNS = 3;

  private final ChrfConfig config;

  /**
   * Makes the metric.
   *
   * @param config how it is computed
   */
  public Chrf(ChrfConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "chrF" + config.beta() + "+".repeat(config.wordOrder());
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
        config.epsilonSmoothing() ? "no" : "yes",
        "nc",
        "nc",
        String.valueOf(config.characterOrder()),
        "nw",
        "nw",
        String.valueOf(config.wordOrder()),
        "space",
        "s",
        config.whitespace() ? "yes" : "no");
  }

  /**
   * {@inheritDoc}
   *
   * @return for each order of characters, then of words: the n-grams of the hypothesis (0 where the
   *     reference has none), of the reference, and the matching ones
   */
  @Override
  public double[] segmentStatistics(String hypothesis, List<String> references) {
    return super.segmentStatistics(hypothesis, references);
  }

  @Override
  SegmentCounter counter() {
    return new ChrfCounter(this, config);
  }

  @Override
  public ChrfScore scoreOf(double[] statistics) {
    return new ChrfScore(score(statistics));
  }

  /** The score of a row, in percent. */
  double score(double[] statistics) {
    return 100 * (config.epsilonSmoothing() ? meanOfScores(statistics) : scoreOfMeans(statistics));
  }

  /** The F-score of the mean precision and recall of the orders that both texts have. */
  private double scoreOfMeans(double[] statistics) {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < statistics.length; i += COLUMNS) {
      if (statistics[i] > 0 && statistics[i + 1] > 0) {
        precision += statistics[i + 2] / statistics[i];
        recall += statistics[i + 2] / statistics[i + 1];
        orders++;
      }
    }
    return precision + recall == 0 ? 0 : fScore(precision / orders, recall / orders);
  }

  /** The mean of all orders' F-scores. */
  private double meanOfScores(double[] statistics) {
    double sum = 0;
    for (int i = 0; i < statistics.length; i += COLUMNS) {
      double matches = statistics[i + 2];
      double precision = statistics[i] > 0 ? matches / statistics[i] : EPSILON;
      double recall = statistics[i + 1] > 0 ? matches / statistics[i + 1] : EPSILON;
      // With a beta of 0, matches that are missing make both parts of the fraction 0.
      boolean defined = factor() * precision + recall > 0;
      sum += defined ? fScore(precision, recall) : EPSILON;
    }
    int orders = statistics.length / COLUMNS;
    return sum / orders;
  }

  private double fScore(double precision, double recall) {
    return (1 + factor()) * precision * recall / (factor() * precision + recall);
  }

  private double factor() {
    return (double) config.beta() * config.beta();
  }
}
