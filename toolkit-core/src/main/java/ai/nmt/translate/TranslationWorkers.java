package ai.nmt.translate;

import ai.nmt.batch.Batch;
import ai.nmt.io.WorkerResult;
import ai.nmt.tensor.TorchEngine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Threads that translate whole batches and share one model. Several workers with one native thread
 * each translate more sentences per second than one worker with several native threads.
 *
 * <p>Results come in the order of the batches, whichever is done first.
 */
public final class TranslationWorkers implements AutoCloseable {
  private static final int AHEAD_PER_WORKER = 4;

  private final BatchTranslator translator;
  private final ExecutorService threads;
  private final int ahead;

  /**
   * Starts the workers.
   *
   * @param translator what each worker calls
   * @param workers number of threads, at least 1
   */
  public TranslationWorkers(BatchTranslator translator, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException(
          "the number of workers is " + workers + "; expected 1 or more (--workers)");
    }
    this.translator = translator;
    this.ahead = AHEAD_PER_WORKER * workers;
    AtomicInteger count = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            workers, work -> newThread(work, "translate-" + count.incrementAndGet()));
  }

  private static Thread newThread(Runnable work, String name) {
    Thread thread =
        new Thread(
            () -> {
              TorchEngine.prepareThread();
              work.run();
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Translates batches.
   *
   * @param batches makes each batch; called on the workers
   * @param results takes each batch's translations, in order, on the calling thread
   */
  public void translate(
      Iterator<? extends Supplier<Batch>> batches, Consumer<List<Translation>> results) {
    Deque<Future<List<Translation>>> pending = new ArrayDeque<>();
    try {
      while (batches.hasNext() || !pending.isEmpty()) {
        while (batches.hasNext() && pending.size() < ahead) {
          Supplier<Batch> batch = batches.next();
          pending.add(threads.submit(() -> translator.translate(batch.get())));
        }
        results.accept(result(pending.remove()));
      }
    } finally {
      pending.forEach(future -> future.cancel(false));
    }
  }

  private static List<Translation> result(Future<List<Translation>> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a translation", e);
    } catch (ExecutionException e) {
      throw WorkerResult.cause(e);
    }
  }

  /** Waits for the batches in work, so that the model may be closed afterwards. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("translation workers do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
