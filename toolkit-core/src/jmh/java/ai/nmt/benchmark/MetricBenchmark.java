package ai.nmt.benchmark;

import ai.nmt.jbleu.Bleu;
import ai.nmt.jbleu.BleuConfig;
import ai.nmt.jbleu.BleuTokenizer;
import ai.nmt.jbleu.Bootstrap;
import ai.nmt.jbleu.Chrf;
import ai.nmt.jbleu.ChrfConfig;
import ai.nmt.jbleu.ConfidenceInterval;
import ai.nmt.jbleu.Metric;
import ai.nmt.jbleu.Score;
import ai.nmt.jbleu.Smoothing;
import ai.nmt.jbleu.Ter;
import ai.nmt.jbleu.TerConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of the metrics on {@link BenchmarkText#LINES} lines against one reference. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MetricBenchmark {
  private static final Smoothing SMOOTHING = Smoothing.defaults(Smoothing.Method.EXP);

  /** What is computed. */
  @Param({"bleu", "bleu-intl", "chrf", "chrf++", "ter", "ter-normalized"})
  private String name;

  private Metric<?> metric;
  private List<String> hypotheses;
  private List<List<String>> references;
  private List<double[]> statistics;

  /** Makes hypotheses of the references: a word is missing, a word stands elsewhere. */
  @Setup
  public void prepare() {
    List<String> lines = BenchmarkText.lines();
    Random random = new Random(1);
    hypotheses = lines.stream().map(line -> changed(line, random)).toList();
    references = List.of(lines);
    metric = metric();
    statistics = metric.statistics(hypotheses, references);
  }

  private static String changed(String line, Random random) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.remove(random.nextInt(words.size()));
    if (!words.isEmpty()) {
      Collections.rotate(words.subList(random.nextInt(words.size()), words.size()), 1);
    }
    return String.join(" ", words);
  }

  private Metric<?> metric() {
    return switch (name) {
      case "bleu" -> new Bleu(BleuConfig.defaults());
      case "bleu-intl" -> new Bleu(new BleuConfig(BleuTokenizer.INTL, false, SMOOTHING, false));
      case "chrf" -> new Chrf(ChrfConfig.defaults());
      case "chrf++" -> new Chrf(ChrfConfig.plusPlus());
      case "ter" -> new Ter(TerConfig.defaults());
      case "ter-normalized" -> new Ter(new TerConfig(true, false, false, false));
      default -> throw new IllegalStateException("no metric is called " + name);
    };
  }

  /** The score of the corpus. */
  @Benchmark
  public Score corpus() {
    return metric.corpusScore(hypotheses, references);
  }

  /** 100 resamples of known statistics. */
  @Benchmark
  public ConfidenceInterval bootstrap() {
    return new Bootstrap(100, 1).interval(metric, statistics);
  }
}
