package ai.nmt.cli.report;

import ai.nmt.run.prepare.PreprocessListener;
import java.io.PrintWriter;

/** Shows a bar per text on a terminal, and prints the reports. */
public final class PreprocessProgress implements PreprocessListener, AutoCloseable {
  private static final int BYTES_IN_KIB = 1024;

  private final PrintWriter out;
  private final ProgressDisplay display = ProgressDisplay.open();
  private long bytes;

  /**
   * Makes the listener, which holds the terminal until it is closed.
   *
   * @param out where reports go
   */
  public PreprocessProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begun(String task, long totalBytes) {
    bytes = 0;
    display.begin(task + " (KiB)", 0, totalBytes / BYTES_IN_KIB);
  }

  @Override
  public void advanced(long moreBytes) {
    bytes += moreBytes;
    display.moveTo(bytes / BYTES_IN_KIB);
  }

  @Override
  public void ended() {
    display.end();
  }

  @Override
  public void reported(String line) {
    display.leaveRoomFor(() -> out.println(line));
  }

  /** Gives the terminal back, also when the work threw. */
  @Override
  public void close() {
    display.close();
  }
}
