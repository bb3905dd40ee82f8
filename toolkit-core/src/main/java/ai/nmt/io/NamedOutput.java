package ai.nmt.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, with errors that name it: {@link InputException#cannotWrite}. */
public final class NamedOutput extends OutputStream {
  private final Path file;
  private final OutputStream output;

  NamedOutput(Path file, OutputStream output) {
    this.file = file;
    this.output = output;
  }

  /**
   * Opens a text file for writing.
   *
   * @param file the file, replaced where it exists
   * @return buffered writer of UTF-8
   * @throws InputException if it cannot be written; of the writer's methods as well
   * @throws java.io.UncheckedIOException if the disk is full; of the writer's methods as well
   */
  public static BufferedWriter writer(Path file) {
    try {
      OutputStream output = new NamedOutput(file, Files.newOutputStream(file));
      return new BufferedWriter(
          new OutputStreamWriter(output, StandardCharsets.UTF_8.newEncoder()));
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
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
      closeAfter(e);
      throw InputException.cannotWrite(file, e);
    }
  }

  /** Writers that cannot write what they hold do not close what they write to. */
  private void closeAfter(IOException problem) {
    try {
      output.close();
    } catch (IOException e) {
      problem.addSuppressed(e);
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
