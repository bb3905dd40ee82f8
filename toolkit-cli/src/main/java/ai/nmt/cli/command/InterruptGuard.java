package ai.nmt.cli.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets work end cleanly on SIGINT and SIGTERM: asks it to stop and holds the JVM back until it has.
 * The JVM then ends with 130 or 143 by itself. A second signal ends it at once with the same code.
 */
final class InterruptGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InterruptGuard.class);

  /** What shells add to a signal's number. */
  private static final int SIGNALLED = 128;

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
    endAtOnceOnTheNext();
    try {
      finished.await();
    } catch (InterruptedException e) {
      // Nobody interrupts a shutdown hook but the JVM that wants to end at once.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The JVM ignores signals while it ends. Its own interface to them is no part of the Java
   * platform, which is why it is looked up and may be missing.
   */
  private static void endAtOnceOnTheNext() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method number = signal.getMethod("getNumber");
      Object halt =
          Proxy.newProxyInstance(
              InterruptGuard.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(SIGNALLED + (int) number.invoke(arguments[0]));
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      for (String name : List.of("INT", "TERM")) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), halt);
      }
    } catch (ReflectiveOperationException e) {
      LOG.warn(
          "a second signal cannot end this process at once, only kill -9 can: this Java does not"
              + " let programs handle signals");
      LOG.debug("", e);
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
