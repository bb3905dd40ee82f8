package ai.nmt.cli.option;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Standard output that reports failures, such as a reader that went away, and stays open. */
final class StandardOutput extends FilterOutputStream {
  private final PrintStream stream;

  StandardOutput(PrintStream stream) {
    super(stream);
    this.stream = stream;
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    stream.write(bytes, start, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    stream.flush();
    check();
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  private void check() throws IOException {
    if (stream.checkError()) {
      throw new IOException("Broken pipe");
    }
  }
}
