package ai.nmt.benchmark;

import ai.nmt.batch.BatchLimits;
import ai.nmt.batch.BatchingConfig;
import ai.nmt.batch.PlannedBatches;
import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.corpus.TokenDataset;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to plan the batches of ten million pairs whose lengths lie in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlanningBenchmark {
  private static final int PAIRS = 10_000_000;

  private final BatchingConfig config =
      BatchingConfig.defaults().withLimits(BatchLimits.defaults().withMaxTokens(4096));
  private ParallelCorpus corpus;

  /** Sentences of which only the lengths are known. */
  private record Lengths(short... lengths) implements TokenDataset {
    @Override
    public int size() {
      return lengths.length;
    }

    @Override
    public int length(int i) {
      return lengths[i];
    }

    @Override
    public int[] get(int i) {
      throw new UnsupportedOperationException("planning reads no sentence");
    }

    @Override
    public void close() {
      // There is nothing to let go of.
    }
  }

  /** Draws lengths: log-normal, 25 on average. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    short[] source = new short[PAIRS];
    short[] target = new short[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      double length = 22 * Math.exp(0.5 * random.nextGaussian());
      source[i] = (short) (1 + length);
      target[i] = (short) (1 + length * Math.exp(0.2 * random.nextGaussian()));
    }
    corpus = ParallelCorpus.of(new Lengths(source), new Lengths(target));
  }

  /** Order, filter and batches. */
  @Benchmark
  public PlannedBatches plan() {
    return PlannedBatches.of(corpus, config);
  }
}
