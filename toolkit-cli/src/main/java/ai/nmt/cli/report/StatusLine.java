package ai.nmt.cli.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The last line of a terminal, which changes in place while other lines appear above it.
 *
 * <p>While it is open, everything that is written to {@code System.err}, the log included, goes
 * through it: the status is wiped, the text is written, the status is drawn again. Each change is
 * one write, so that nothing flickers.
 */
final class StatusLine implements AutoCloseable {
  private static final String TO_LINE_START = "\r";

  private static final String WIPE_TO_END = "\u001b[K";

  private final PrintStream before;
  private final PrintStream guarded = new PrintStream(new Guard(), true, StandardCharsets.UTF_8);
  private final Object lock = new Object();
  private String status = "";
  private boolean atLineStart = true;

  private StatusLine(PrintStream before) {
    this.before = before;
  }

  /** Takes over {@code System.err}, which is a terminal. */
  static StatusLine open() {
    StatusLine line = new StatusLine(System.err);
    System.setErr(line.guarded);
    return line;
  }

  /** Shows a text of one line, which fits into the terminal, instead of the one before. */
  void show(String text) {
    synchronized (lock) {
      if (!text.equals(status)) {
        status = text;
        // The rest of the old text is wiped after the new one stands: nothing is ever blank.
        before.print(TO_LINE_START + text + WIPE_TO_END);
        before.flush();
      }
    }
  }

  /** Writes a line above. */
  void println(String line) {
    guarded.print(line + System.lineSeparator());
  }

  /** Wipes the status and gives {@code System.err} back. */
  @Override
  public void close() {
    show("");
    System.setErr(before);
  }

  /** Where others write to. */
  private final class Guard extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return;
      }
      synchronized (lock) {
        String wipe = atLineStart && !status.isEmpty() ? TO_LINE_START + WIPE_TO_END : "";
        atLineStart = bytes[offset + length - 1] == '\n';
        String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        String drawn = atLineStart ? status : "";
        before.write((wipe + text + drawn).getBytes(StandardCharsets.ISO_8859_1));
        before.flush();
      }
    }
  }
}
