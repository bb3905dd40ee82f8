package ai.nmt.io;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Works on the blocks of text files with several threads, results in the file's order.
 *
 * <p>The calling thread reads and consumes, so that whatever it writes does not depend on the
 * number of workers. If several blocks fail, the first one in the file is reported.
 */
public final class BlockPipeline implements AutoCloseable {
  /** Blocks under way per worker: enough to keep workers busy while the caller writes. */
  private static final int BLOCKS_AHEAD = 3;

  private final ExecutorService executor;
  private final int workers;

  /**
   * Starts the workers.
   *
   * @param workers number of threads, at least 1
   */
  public BlockPipeline(int workers) {
    if (workers < 1) {
      throw new InputException(
          "the number of workers is " + workers + ", but at least 1 is needed; see --workers");
    }
    this.workers = workers;
    this.executor =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "line-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs over a file.
   *
   * @param file text file
   * @param work what a worker does with a block
   * @param consumer takes the results, in order, on the calling thread
   * @param <R> what comes of a block
   * @throws InputException if the file cannot be read, or from the work
   */
  public <R> void run(Path file, Function<LineBlock, R> work, Consumer<R> consumer) {
    run(file, LineEnds.UNIVERSAL, work, consumer);
  }

  /**
   * Runs over a file.
   *
   * @param file text file
   * @param ends what ends its lines
   * @param work what a worker does with a block
   * @param consumer takes the results, in order, on the calling thread
   * @param <R> what comes of a block
   * @throws InputException if the file cannot be read, or from the work
   */
  public <R> void run(Path file, LineEnds ends, Function<LineBlock, R> work, Consumer<R> consumer) {
    try (LineBlocks blocks = LineBlocks.open(file, ends)) {
      run(blocks::next, work, consumer);
    }
  }

  /**
   * Runs over blocks of any kind.
   *
   * @param blocks gives one after another on the calling thread, and null behind the last one
   * @param work what a worker does with a block
   * @param consumer takes the results, in order, on the calling thread
   * @param <B> kind of blocks
   * @param <R> what comes of a block
   * @throws InputException from the blocks or the work
   */
  public <B, R> void run(Supplier<B> blocks, Function<B, R> work, Consumer<R> consumer) {
    Deque<Future<R>> underWay = new ArrayDeque<>();
    try {
      for (B block = blocks.get(); block != null; block = blocks.get()) {
        B current = block;
        underWay.add(executor.submit(() -> work.apply(current)));
        if (underWay.size() >= workers * BLOCKS_AHEAD) {
          consumer.accept(result(underWay.remove()));
        }
      }
      while (!underWay.isEmpty()) {
        consumer.accept(result(underWay.remove()));
      }
    } finally {
      underWay.forEach(future -> future.cancel(true));
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while working on a text file", e);
    } catch (ExecutionException e) {
      throw WorkerResult.cause(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
