package ai.nmt.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The bytes of a file, with errors that name it: {@link InputException#cannotWrite}. */
final class NamedOutput extends OutputStream {
  private final Path file;
  private final OutputStream output;

  NamedOutput(Path file, OutputStream output) {
    this.file = file;
    this.output = output;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    try {
      output.write(bytes, start, length);
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      output.close();
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
  }
}
