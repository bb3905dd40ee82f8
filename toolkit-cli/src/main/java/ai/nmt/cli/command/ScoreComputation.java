package ai.nmt.cli.command;

import ai.nmt.cli.report.MetricResult;
import ai.nmt.io.WorkerResult;
import ai.nmt.jbleu.Bootstrap;
import ai.nmt.jbleu.CorpusStatistics;
import ai.nmt.jbleu.Metric;
import ai.nmt.jbleu.PairedTest;
import ai.nmt.jbleu.Score;
import ai.nmt.jbleu.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Computes what {@code nmt score} prints.
 *
 * @param metrics the metrics in the order in which they are printed
 * @param statistics what was counted, by all metrics
 * @param references number of references of every segment
 * @param version what signatures name as the version
 */
record ScoreComputation(
    List<Metric<?>> metrics, CorpusStatistics statistics, int references, String version) {

  /** The scores of a system. */
  List<MetricResult> system(int system) {
    return metrics.stream()
        .map(
            metric ->
                plain(metric, metric.scoreOf(statistics.sum(system, metric)), signature(metric)))
        .toList();
  }

  /** The scores of the first system with their confidence intervals. */
  List<MetricResult> system(Bootstrap bootstrap) {
    return metrics.stream().map(metric -> withInterval(metric, bootstrap)).toList();
  }

  /** The scores of each of the first system's segments by the first metric. */
  List<MetricResult> sentences() {
    Metric<?> metric = metrics.get(0);
    Signature signature = signature(metric);
    List<MetricResult> results = new ArrayList<>();
    for (double[] row : statistics.rows(0, metric)) {
      results.add(plain(metric, metric.scoreOf(row), signature));
    }
    return results;
  }

  /**
   * The scores of all systems, of which the first is the baseline.
   *
   * @param systems number of systems, at least 2
   * @param test how they are compared
   * @param jobs number of comparisons at a time
   * @return a row per system
   */
  List<List<MetricResult>> systems(int systems, PairedTest test, int jobs) {
    ExecutorService executor = Executors.newFixedThreadPool(jobs, ScoreComputation::thread);
    try {
      List<List<Future<MetricResult>>> underWay = new ArrayList<>();
      for (int s = 0; s < systems; s++) {
        List<Future<MetricResult>> row = new ArrayList<>();
        for (Metric<?> metric : metrics) {
          int system = s;
          Callable<MetricResult> job =
              s == 0 ? () -> baseline(metric, test) : () -> tested(metric, system, test);
          row.add(executor.submit(job));
        }
        underWay.add(row);
      }
      return underWay.stream()
          .map(row -> row.stream().map(ScoreComputation::result).toList())
          .toList();
    } finally {
      executor.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "paired-test");
    thread.setDaemon(true);
    return thread;
  }

  private static MetricResult result(Future<MetricResult> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while systems were compared", e);
    } catch (ExecutionException e) {
      throw WorkerResult.cause(e);
    }
  }

  private MetricResult baseline(Metric<?> metric, PairedTest test) {
    return new MetricResult(
        metric.name(),
        metric.scoreOf(statistics.sum(0, metric)),
        test.sign(signature(metric)),
        test.interval(metric, statistics.rows(0, metric)),
        OptionalDouble.empty());
  }

  private MetricResult tested(Metric<?> metric, int system, PairedTest test) {
    PairedTest.Result result =
        test.compare(metric, statistics.rows(0, metric), statistics.rows(system, metric));
    return new MetricResult(
        metric.name(),
        metric.scoreOf(statistics.sum(system, metric)),
        test.sign(signature(metric)),
        result.interval(),
        OptionalDouble.of(result.pValue()));
  }

  private MetricResult withInterval(Metric<?> metric, Bootstrap bootstrap) {
    return new MetricResult(
        metric.name(),
        metric.scoreOf(statistics.sum(0, metric)),
        signature(metric).withResampling("bs", bootstrap.samples(), bootstrap.seed()),
        // sacreBLEU shows no interval around nothing.
        Optional.of(bootstrap.interval(metric, statistics.rows(0, metric)))
            .filter(interval -> interval.mean() > 0),
        OptionalDouble.empty());
  }

  private static MetricResult plain(Metric<?> metric, Score score, Signature signature) {
    return new MetricResult(
        metric.name(), score, signature, Optional.empty(), OptionalDouble.empty());
  }

  private Signature signature(Metric<?> metric) {
    return metric.signature(references).withVersion(version);
  }
}
