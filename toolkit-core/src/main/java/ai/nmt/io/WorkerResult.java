package ai.nmt.io;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What a worker thread was asked for. */
public final class WorkerResult {
  private WorkerResult() {}

  /**
   * Waits for a result; what the worker threw is thrown here.
   *
   * @param future the result under way
   * @param work what the caller is doing, as in "interrupted while counting words"
   * @param <T> type of the result
   * @return the result
   * @throws IOException if the waiting thread is interrupted
   */
  public static <T> T await(Future<T> future, String work) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + work, e);
    }
  }

  /**
   * What a worker threw, to be thrown on the thread that waited for it.
   *
   * @param failure how the waiting thread learned of it
   * @return the worker's own exception; its errors are thrown here
   */
  public static RuntimeException cause(ExecutionException failure) {
    if (failure.getCause() instanceof RuntimeException exception) {
      return exception;
    }
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("a worker failed", failure.getCause());
  }
}
