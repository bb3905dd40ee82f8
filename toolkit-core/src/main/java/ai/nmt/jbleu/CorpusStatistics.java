package ai.nmt.jbleu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a corpus' scores are computed of: sums of statistics, and where they are asked for, the
 * statistics of each segment.
 *
 * <p>Segments are read once, by the calling thread, in blocks; other threads compute the statistics
 * of all systems and metrics; the blocks are added up in order. Of the texts only some blocks are
 * in memory at a time.
 */
public final class CorpusStatistics {
  /** Segments that a thread works on at a time: some hundred thousand characters. */
  private static final int BLOCK = 1024;

  /** Blocks under way per thread: enough to keep threads busy while the caller reads. */
  private static final int BLOCKS_AHEAD = 2;

  private final List<Metric<?>> metrics;
  private final boolean keepsRows;

  // By system and metric.
  private double[][][] sums = {};
  private final List<List<List<double[]>>> rows = new ArrayList<>();
  private long segments;

  private CorpusStatistics(List<Metric<?>> metrics, boolean keepsRows) {
    this.metrics = List.copyOf(metrics);
    this.keepsRows = keepsRows;
  }

  /**
   * Computes the sums alone, in memory that does not grow with the corpus.
   *
   * @param metrics at least one
   * @param segments at least one, all with the same number of hypotheses
   * @return the statistics
   * @throws IllegalArgumentException where there is no segment
   */
  public static CorpusStatistics sums(List<Metric<?>> metrics, Iterator<Segment> segments) {
    return new CorpusStatistics(metrics, false).compute(segments);
  }

  /**
   * Computes the statistics of each segment, for resampling and scores of single segments.
   *
   * @param metrics at least one
   * @param segments at least one, all with the same number of hypotheses
   * @return the statistics
   * @throws IllegalArgumentException where there is no segment
   */
  public static CorpusStatistics rows(List<Metric<?>> metrics, Iterator<Segment> segments) {
    return new CorpusStatistics(metrics, true).compute(segments);
  }

  /**
   * The number of segments.
   *
   * @return at least 1
   */
  public long segments() {
    return segments;
  }

  /**
   * The sum of a system's statistics.
   *
   * @param system the system's position in each segment
   * @param metric one of the metrics
   * @return what {@link Metric#scoreOf} takes
   */
  public double[] sum(int system, Metric<?> metric) {
    return sums[system][metrics.indexOf(metric)].clone();
  }

  /**
   * A system's statistics of each segment.
   *
   * @param system the system's position in each segment
   * @param metric one of the metrics
   * @return a row per segment
   * @throws IllegalStateException where only sums were computed
   */
  public List<double[]> rows(int system, Metric<?> metric) {
    if (!keepsRows) {
      throw new IllegalStateException("only sums were computed; take CorpusStatistics.rows");
    }
    return rows.get(system).get(metrics.indexOf(metric));
  }

  private CorpusStatistics compute(Iterator<Segment> iterator) {
    List<Segment> block = nextBlock(iterator);
    if (block.isEmpty()) {
      throw new IllegalArgumentException("there are no hypotheses to score; expected at least one");
    }
    if (!iterator.hasNext()) {
      add(statistics(block));
      return this;
    }
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(threads, CorpusStatistics::thread);
    try {
      Deque<Future<double[][][][]>> underWay = new ArrayDeque<>();
      while (!block.isEmpty()) {
        List<Segment> current = block;
        underWay.add(executor.submit(() -> statistics(current)));
        if (underWay.size() >= threads * BLOCKS_AHEAD) {
          add(result(underWay.remove()));
        }
        block = nextBlock(iterator);
      }
      while (!underWay.isEmpty()) {
        add(result(underWay.remove()));
      }
    } finally {
      executor.shutdownNow();
    }
    return this;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "segment-counter");
    thread.setDaemon(true);
    return thread;
  }

  private static List<Segment> nextBlock(Iterator<Segment> iterator) {
    List<Segment> block = new ArrayList<>();
    while (block.size() < BLOCK && iterator.hasNext()) {
      block.add(iterator.next());
    }
    return block;
  }

  /** The rows of a block by system, metric and segment. */
  private double[][][][] statistics(List<Segment> block) {
    int systems = block.get(0).hypotheses().size();
    double[][][][] result = new double[systems][metrics.size()][block.size()][];
    for (int m = 0; m < metrics.size(); m++) {
      SegmentCounter counter = metrics.get(m).counter();
      for (int i = 0; i < block.size(); i++) {
        Segment segment = block.get(i);
        for (int s = 0; s < systems; s++) {
          result[s][m][i] = counter.count(segment.hypotheses().get(s), segment.references());
        }
      }
    }
    return result;
  }

  private void add(double[][][][] block) {
    if (segments == 0) {
      begin(block);
    }
    for (int s = 0; s < block.length; s++) {
      for (int m = 0; m < block[s].length; m++) {
        for (double[] row : block[s][m]) {
          Metric.add(sums[s][m], row);
        }
        if (keepsRows) {
          rows.get(s).get(m).addAll(List.of(block[s][m]));
        }
      }
    }
    segments += block[0][0].length;
  }

  private void begin(double[][][][] block) {
    sums = new double[block.length][metrics.size()][];
    for (int s = 0; s < block.length; s++) {
      rows.add(new ArrayList<>());
      for (int m = 0; m < metrics.size(); m++) {
        sums[s][m] = new double[block[s][m][0].length];
        rows.get(s).add(new ArrayList<>());
      }
    }
  }

  private static double[][][][] result(Future<double[][][][]> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while segments were counted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("counting a segment failed", e.getCause());
    }
  }
}
