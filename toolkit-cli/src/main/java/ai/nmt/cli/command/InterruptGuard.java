package ai.nmt.cli.command;

import java.util.concurrent.CountDownLatch;

/**
 * Lets work end cleanly on SIGINT and SIGTERM: asks it to stop and holds the JVM back until it has.
 * The JVM then ends with 130 or 143 by itself.
 */
final class InterruptGuard implements AutoCloseable {
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Watches from now on.
   *
   * @param stop asks the work to stop; called on another thread
   */
  InterruptGuard(Runnable stop) {
    this.hook = new Thread(() -> await(stop), "interrupt-guard");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await(Runnable stop) {
    stop.run();
    try {
      finished.await();
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown hook but the JVM that wants to end at once.
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the work has ended. */
  @Override
  public void close() {
    finished.countDown();
    if (!hook.isAlive()) {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already; the latch above lets its hook go.
      finished.countDown();
    }
  }
}
