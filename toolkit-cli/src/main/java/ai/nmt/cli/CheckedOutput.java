package ai.nmt.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The bytes of standard output, whose failures nobody can overlook.
 *
 * <p>Print streams and writers keep an {@link IOException} to themselves, so that a command would
 * go on, and succeed, while a full disk loses what it prints. The first write that fails is
 * therefore thrown as an {@link UncheckedIOException}, which they let pass; what comes after it is
 * dropped, because they try again to write what they hold.
 */
final class CheckedOutput extends OutputStream {
  private final OutputStream output;
  private boolean failed;

  CheckedOutput(OutputStream output) {
    this.output = output;
  }

  /** Writes something. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  private void attempt(Action action) {
    if (failed) {
      return;
    }
    try {
      action.run();
    } catch (IOException e) {
      failed = true;
      throw new UncheckedIOException(
          ErrorReport.isClosedOutput(e)
              ? e
              : new IOException("cannot write standard output: " + reason(e), e));
    }
  }

  private static String reason(IOException error) {
    return "Bad file descriptor".equals(error.getMessage()) ? "it is closed" : error.getMessage();
  }

  @Override
  public void write(int b) {
    attempt(() -> output.write(b));
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    attempt(() -> output.write(bytes, start, length));
  }

  @Override
  public void flush() {
    attempt(output::flush);
  }

  @Override
  public void close() {
    attempt(output::close);
  }
}
