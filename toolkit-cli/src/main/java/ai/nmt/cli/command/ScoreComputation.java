package ai.nmt.cli.command;

import ai.nmt.cli.report.MetricResult;
import ai.nmt.jbleu.Bootstrap;
import ai.nmt.jbleu.ConfidenceInterval;
import ai.nmt.jbleu.Metric;
import ai.nmt.jbleu.PairedTest;
import ai.nmt.jbleu.Score;
import ai.nmt.jbleu.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Computes what {@code nmt score} prints.
 *
 * @param metrics the metrics in the order in which they are printed
 * @param references the texts of each reference translation
 * @param version what signatures name as the version
 */
record ScoreComputation(List<Metric> metrics, List<List<String>> references, String version) {

  /** The scores of one system, without or with their confidence intervals. */
  List<MetricResult> system(List<String> hypotheses, Optional<Bootstrap> confidence) {
    return metrics.stream()
        .map(
            metric ->
                confidence
                    .map(bootstrap -> withInterval(metric, hypotheses, bootstrap))
                    .orElseGet(
                        () ->
                            plain(
                                metric,
                                metric.corpusScore(hypotheses, references),
                                signature(metric))))
        .toList();
  }

  /** The scores of each segment by the first metric. */
  List<MetricResult> sentences(List<String> hypotheses) {
    Metric metric = metrics.get(0);
    Signature signature = signature(metric);
    return metric.sentenceScores(hypotheses, references).stream()
        .map(score -> plain(metric, score, signature))
        .toList();
  }

  /** The scores of several systems, by their names. */
  Map<String, List<MetricResult>> systems(Map<String, List<String>> systems) {
    Map<String, List<MetricResult>> rows = new LinkedHashMap<>();
    systems.forEach((name, texts) -> rows.put(name, system(texts, Optional.empty())));
    return rows;
  }

  /** The scores of several systems, of which the first is the baseline, and is called so. */
  Map<String, List<MetricResult>> systems(Map<String, List<String>> systems, PairedTest test) {
    String baseline = systems.keySet().iterator().next();
    Map<String, List<MetricResult>> rows = new LinkedHashMap<>();
    systems
        .keySet()
        .forEach(
            name ->
                rows.put(name.equals(baseline) ? "Baseline: " + name : name, new ArrayList<>()));
    for (Metric metric : metrics) {
      List<double[]> statistics = metric.statistics(systems.get(baseline), references);
      rows.get("Baseline: " + baseline).add(baseline(metric, statistics, test));
      systems.forEach(
          (name, texts) -> {
            if (!name.equals(baseline)) {
              List<double[]> own = metric.statistics(texts, references);
              rows.get(name).add(tested(metric, statistics, own, test));
            }
          });
    }
    return rows;
  }

  private MetricResult baseline(Metric metric, List<double[]> statistics, PairedTest test) {
    return new MetricResult(
        metric.name(),
        metric.corpusScore(statistics),
        test.sign(signature(metric)),
        test.interval(metric, statistics),
        OptionalDouble.empty());
  }

  private MetricResult tested(
      Metric metric, List<double[]> baseline, List<double[]> system, PairedTest test) {
    PairedTest.Result result = test.compare(metric, baseline, system);
    return new MetricResult(
        metric.name(),
        metric.corpusScore(system),
        test.sign(signature(metric)),
        result.interval(),
        OptionalDouble.of(result.pValue()));
  }

  private MetricResult withInterval(Metric metric, List<String> hypotheses, Bootstrap bootstrap) {
    List<double[]> statistics = metric.statistics(hypotheses, references);
    ConfidenceInterval interval = bootstrap.interval(metric, statistics);
    return new MetricResult(
        metric.name(),
        metric.corpusScore(statistics),
        signature(metric).withResampling("bs", bootstrap.samples(), bootstrap.seed()),
        Optional.of(interval),
        OptionalDouble.empty());
  }

  private static MetricResult plain(Metric metric, Score score, Signature signature) {
    return new MetricResult(
        metric.name(), score, signature, Optional.empty(), OptionalDouble.empty());
  }

  private Signature signature(Metric metric) {
    return metric.signature(references).withVersion(version);
  }
}
