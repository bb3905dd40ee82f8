package ai.nmt.jbleu;

import ai.nmt.random.Pcg64;
import java.util.Arrays;
import java.util.List;

/**
 * Bootstrap resampling (Koehn, EMNLP 2004): corpora are drawn, segment by segment and with
 * replacement, of the segments of one; how their scores vary shows how sure the score is.
 *
 * <p>With the same seed, the same segments are drawn as by sacreBLEU.
 *
 * @param samples number of resamples, at least 1
 * @param seed the random numbers' seed, at least 0; sacreBLEU's is 12345 unless {@code
 *     SACREBLEU_SEED} says otherwise
 */
public record Bootstrap(int samples, long seed) {
  /** One in so many resamples is left out on each side: 95% remain. */
  private static final int TAIL = 40;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException where one is out of its range
   */
  public Bootstrap {
    if (samples < 1) {
      throw new IllegalArgumentException(
          "the number of resamples must be at least 1, but is " + samples);
    }
    if (seed < 0) {
      throw new IllegalArgumentException("the seed must be at least 0, but is " + seed);
    }
  }

  /**
   * sacreBLEU's defaults: 1,000 resamples, seed 12345.
   *
   * @return the configuration
   */
  public static Bootstrap defaults() {
    return new Bootstrap(1000, 12345);
  }

  /**
   * Estimates the confidence interval of a corpus' score.
   *
   * @param metric the metric
   * @param statistics its statistics of each segment, at least one
   * @return the interval
   */
  public ConfidenceInterval interval(Metric<?> metric, List<double[]> statistics) {
    return interval(scores(metric, statistics));
  }

  /** The score of each resample; metrics and systems of equal length have the same resamples. */
  double[] scores(Metric<?> metric, List<double[]> statistics) {
    Pcg64 random = new Pcg64(seed);
    double[] scores = new double[samples];
    for (int s = 0; s < samples; s++) {
      double[] sum = new double[statistics.get(0).length];
      for (int i = 0; i < statistics.size(); i++) {
        Metric.add(sum, statistics.get(random.below(statistics.size())));
      }
      scores[s] = metric.scoreOf(sum).score();
    }
    return scores;
  }

  static ConfidenceInterval interval(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int tail = sorted.length / TAIL;
    double width = sorted[sorted.length - 1 - tail] - sorted[tail];
    return new ConfidenceInterval(Arrays.stream(sorted).sum() / sorted.length, width / 2);
  }
}
