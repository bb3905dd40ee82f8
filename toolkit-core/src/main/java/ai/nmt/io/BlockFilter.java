package ai.nmt.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a function over the lines of a stream: in parallel, in order, in constant memory.
 *
 * <p>Lines end at {@code \n} alone. Blocks of whole lines are handed to the threads, at most a few
 * blocks per thread at a time; a line longer than a block makes its own block. Blocks are used
 * again, so that a long text leaves nothing for the garbage collector. The calling thread reads and
 * writes.
 *
 * @param stage function from lines to lines; called by several threads at once
 * @param threads number of threads, at least 1
 */
public record BlockFilter(BlockStage stage, int threads) {
  private static final int BLOCK_BYTES = 1 << 18;

  /** Larger blocks, made for a long line, are not kept. */
  private static final int LARGEST_KEPT = 4 * BLOCK_BYTES;

  /** Checks the number of threads. */
  public BlockFilter {
    if (threads < 1) {
      throw new InputException("the number of threads is " + threads + "; give 1 or more");
    }
  }

  /**
   * Filters a stream until its end. A byte order mark at its beginning is left out and told.
   *
   * @param input text
   * @param output receives one line per input line; flushed, not closed
   * @return number of lines
   * @throws IOException if reading or writing fails
   */
  public long run(InputStream input, OutputStream output) throws IOException {
    InputStream text = ByteOrderMark.dropped(input, "the input");
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      return new Run(new BlockReader(text, BLOCK_BYTES, true), output, workers).toEnd();
    } finally {
      workers.shutdownNow();
    }
  }

  /** Lines and what becomes of them. */
  private static final class Work {
    private final ByteText lines = new ByteText(BLOCK_BYTES);
    private final ByteText result = new ByteText(2 * BLOCK_BYTES);
    private InputException failure;

    ByteText lines() {
      return lines;
    }

    ByteText result() {
      return result;
    }

    boolean isLarge() {
      return lines.room() > LARGEST_KEPT || result.room() > LARGEST_KEPT;
    }
  }

  /** One run over a stream: blocks under way in the order of the text, and blocks to use again. */
  private final class Run {
    private final BlockReader reader;
    private final OutputStream output;
    private final ExecutorService workers;
    private final Deque<Future<Work>> pending = new ArrayDeque<>();
    private final Deque<Work> free = new ArrayDeque<>();

    Run(BlockReader reader, OutputStream output, ExecutorService workers) {
      this.reader = reader;
      this.output = output;
      this.workers = workers;
    }

    long toEnd() throws IOException {
      long lines = 0;
      for (Work work = next(); work != null; work = next()) {
        Work current = work;
        long firstLine = lines + 1;
        // Before it is handed over: then the lines belong to a worker.
        lines += ByteScan.countLines(work.lines());
        pending.add(workers.submit(() -> filter(current, firstLine)));
        while (pending.size() > 2 * threads || isDone()) {
          write();
        }
        if (reader.mustWait()) {
          drain();
        }
      }
      drain();
      return lines;
    }

    private Work next() throws IOException {
      Work work = free.isEmpty() ? new Work() : free.pop();
      return reader.read(work.lines()) ? work : null;
    }

    private Work filter(Work work, long firstLine) {
      work.result().setLength(0);
      try {
        stage.apply(work.lines(), firstLine, work.result());
      } catch (InputException e) {
        // The lines before the one that cannot be read are written first.
        work.failure = e;
      }
      return work;
    }

    private boolean isDone() {
      return !pending.isEmpty() && pending.peek().isDone();
    }

    private void drain() throws IOException {
      while (!pending.isEmpty()) {
        write();
      }
      output.flush();
    }

    private void write() throws IOException {
      Work work = WorkerResult.await(pending.remove(), "filtering lines");
      work.result().writeTo(output);
      if (work.failure != null) {
        output.flush();
        throw work.failure;
      }
      if (!work.isLarge()) {
        free.push(work);
      }
    }
  }
}
