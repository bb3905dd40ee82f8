package ai.nmt.cli.option;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Standard output as a stream that stays open when it is closed. */
final class StandardOutput extends FilterOutputStream {
  StandardOutput(PrintStream stream) {
    super(stream);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    out.write(bytes, start, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
