package ai.nmt.cli.report;

import ai.nmt.run.prepare.PreprocessListener;
import java.io.PrintWriter;

/** Shows a bar per text on a terminal, and prints the reports. */
public final class PreprocessProgress implements PreprocessListener, AutoCloseable {
  private static final int BYTES_IN_KIB = 1024;

  private final PrintWriter out;
  private ProgressDisplay display;
  private long bytes;

  /**
   * Makes the listener.
   *
   * @param out where reports go
   */
  public PreprocessProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begun(String task, long totalBytes) {
    bytes = 0;
    display = ProgressDisplay.open(task + " (KiB)", totalBytes / BYTES_IN_KIB);
  }

  @Override
  public void advanced(long moreBytes) {
    bytes += moreBytes;
    display.moveTo(bytes / BYTES_IN_KIB);
  }

  @Override
  public void ended() {
    close();
  }

  @Override
  public void reported(String line) {
    out.println(line);
  }

  /** Ends the bar, also when the work threw. */
  @Override
  public void close() {
    if (display != null) {
      display.close();
      display = null;
    }
  }
}
