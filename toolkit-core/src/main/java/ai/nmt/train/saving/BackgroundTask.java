package ai.nmt.train.saving;

import ai.nmt.io.WorkerResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.FutureTask;

/**
 * Work that goes on beside the training, at most one piece at a time; what it throws is thrown on
 * the thread that started it. For one such thread.
 */
final class BackgroundTask {
  private final String name;
  private FutureTask<Void> running;
  private Runnable afterwards;

  /**
   * Nothing is under way.
   *
   * @param name name of the work's thread
   */
  BackgroundTask(String name) {
    this.name = name;
  }

  /**
   * Starts a piece of work once the one before has ended.
   *
   * @param work done on another thread
   * @param done called on the caller's thread by {@link #poll} or {@link #finish} when the work has
   *     ended well
   */
  void start(Runnable work, Runnable done) {
    finish();
    running = new FutureTask<>(work, null);
    afterwards = done;
    new Thread(running, name).start();
  }

  /** Takes note of work that has ended; throws what it threw. */
  void poll() {
    if (running != null && running.isDone()) {
      finish();
    }
  }

  /** Waits for the work's end; throws what it threw. */
  void finish() {
    if (running == null) {
      return;
    }
    FutureTask<Void> ending = running;
    try {
      WorkerResult.await(ending, "waiting for the thread " + name);
    } catch (IOException e) {
      // Interrupted: the work goes on, and the next call waits for it again.
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      running = null;
      throw e;
    }
    running = null;
    afterwards.run();
  }
}
