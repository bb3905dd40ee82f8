package ai.nmt.jbleu;

import ai.nmt.random.Pcg64;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tests whether a system and a baseline differ by more than chance, segment for segment: the
 * p-value is roughly the probability of so large a difference between two systems that are equally
 * good.
 *
 * <p>With the same seed, the same segments are drawn as by sacreBLEU.
 */
public sealed interface PairedTest {

  /**
   * What a test found.
   *
   * @param pValue from 1 / (samples + 1) to 1
   * @param interval where the system's score lies; empty where the test does not estimate it
   */
  record Result(double pValue, Optional<ConfidenceInterval> interval) {}

  /**
   * Names the test for a reader.
   *
   * @return for example {@code Paired approximate randomization test with 10000 trials}
   */
  String description();

  /**
   * Names the test in a signature.
   *
   * @param signature a metric's signature
   * @return the signature with the number of samples and the seed
   */
  Signature sign(Signature signature);

  /**
   * Where the baseline's score lies.
   *
   * @param metric the metric
   * @param baseline its statistics of each of the baseline's segments
   * @return the interval; empty where the test does not estimate it
   */
  Optional<ConfidenceInterval> interval(Metric<?> metric, List<double[]> baseline);

  /**
   * Compares a system with the baseline.
   *
   * @param metric the metric
   * @param baseline its statistics of each of the baseline's segments, at least one
   * @param system its statistics of each of the system's segments, as many
   * @return the result
   */
  Result compare(Metric<?> metric, List<double[]> baseline, List<double[]> system);

  private static double difference(
      Metric<?> metric, List<double[]> baseline, List<double[]> system) {
    return Math.abs(metric.corpusScore(system).score() - metric.corpusScore(baseline).score());
  }

  /** Counts the observed difference in, so that the test never claims too much. */
  private static double pValue(double[] differences, double observed) {
    long larger = Arrays.stream(differences).filter(difference -> difference > observed).count();
    return (larger + 1.0) / (differences.length + 1);
  }

  /**
   * Paired bootstrap resampling (Koehn, EMNLP 2004): both systems are scored on the same resampled
   * corpora; the differences, less their mean, are what chance does.
   *
   * @param bootstrap how corpora are drawn
   */
  record PairedBootstrap(Bootstrap bootstrap) implements PairedTest {
    @Override
    public String description() {
      return "Paired bootstrap resampling test with " + bootstrap.samples() + " resampling trials";
    }

    @Override
    public Signature sign(Signature signature) {
      return signature.withResampling("bs", bootstrap.samples(), bootstrap.seed());
    }

    @Override
    public Optional<ConfidenceInterval> interval(Metric<?> metric, List<double[]> baseline) {
      return Optional.of(bootstrap.interval(metric, baseline));
    }

    @Override
    public Result compare(Metric<?> metric, List<double[]> baseline, List<double[]> system) {
      double[] baselineScores = bootstrap.scores(metric, baseline);
      double[] systemScores = bootstrap.scores(metric, system);
      double[] differences = new double[systemScores.length];
      for (int s = 0; s < differences.length; s++) {
        differences[s] = Math.abs(systemScores[s] - baselineScores[s]);
      }
      double mean = Arrays.stream(differences).sum() / differences.length;
      double[] centred = Arrays.stream(differences).map(difference -> difference - mean).toArray();
      double observed = difference(metric, baseline, system);
      return new Result(pValue(centred, observed), Optional.of(Bootstrap.interval(systemScores)));
    }
  }

  /**
   * Approximate randomization (Riezler and Maxwell, 2005): segments are swapped between the systems
   * at random; the differences of what comes out are what chance does.
   *
   * @param trials number of random swaps, at least 1
   * @param seed the random numbers' seed, at least 0
   */
  record ApproximateRandomization(int trials, long seed) implements PairedTest {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException where one is out of its range
     */
    public ApproximateRandomization {
      if (trials < 1) {
        throw new IllegalArgumentException(
            "the number of trials must be at least 1, but is " + trials);
      }
      if (seed < 0) {
        throw new IllegalArgumentException("the seed must be at least 0, but is " + seed);
      }
    }

    /**
     * sacreBLEU's defaults: 10,000 trials, seed 12345.
     *
     * @return the configuration
     */
    public static ApproximateRandomization defaults() {
      return new ApproximateRandomization(10_000, 12345);
    }

    @Override
    public String description() {
      return "Paired approximate randomization test with " + trials + " trials";
    }

    @Override
    public Signature sign(Signature signature) {
      return signature.withResampling("ar", trials, seed);
    }

    @Override
    public Optional<ConfidenceInterval> interval(Metric<?> metric, List<double[]> baseline) {
      return Optional.empty();
    }

    @Override
    public Result compare(Metric<?> metric, List<double[]> baseline, List<double[]> system) {
      Pcg64 random = new Pcg64(seed);
      double[] differences = new double[trials];
      for (int t = 0; t < trials; t++) {
        double[] one = new double[system.get(0).length];
        double[] other = new double[system.get(0).length];
        for (int i = 0; i < system.size(); i++) {
          boolean swap = random.nextBoolean();
          Metric.add(one, swap ? baseline.get(i) : system.get(i));
          Metric.add(other, swap ? system.get(i) : baseline.get(i));
        }
        differences[t] = Math.abs(metric.scoreOf(one).score() - metric.scoreOf(other).score());
      }
      double observed = difference(metric, baseline, system);
      return new Result(pValue(differences, observed), Optional.empty());
    }
  }
}
