package ai.nmt.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that are read, with errors that say of what: {@link InputException#cannotRead}. */
public class NamedInput extends FilterInputStream {
  private final String name;

  /**
   * Names a stream.
   *
   * @param input the stream, closed with this one
   * @param name what error messages call it
   */
  protected NamedInput(InputStream input, String name) {
    super(input);
    this.name = name;
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @return its bytes; an {@link InputException} of its methods names it
   * @throws InputException if it cannot be opened
   */
  public static InputStream open(Path file) {
    try {
      return new NamedInput(Files.newInputStream(file), file.toString());
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  @Override
  public int read() {
    try {
      return super.read();
    } catch (IOException e) {
      throw InputException.cannotRead(name, e);
    }
  }

  @Override
  public int read(byte[] bytes, int start, int length) {
    try {
      return super.read(bytes, start, length);
    } catch (IOException e) {
      throw InputException.cannotRead(name, e);
    }
  }

  @Override
  public int available() {
    try {
      return super.available();
    } catch (IOException e) {
      throw InputException.cannotRead(name, e);
    }
  }
}
