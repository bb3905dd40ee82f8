package ai.nmt.text;

import ai.nmt.io.InputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Lines of a UTF-8 file as Moses counts them: only a line feed ends one. */
final class LineReader implements AutoCloseable {
  private final Path file;
  private final InputStream input;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;

  LineReader(Path file) throws IOException {
    this.file = file;
    try {
      this.input = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    } catch (NoSuchFileException e) {
      throw new InputException("the file " + file + " does not exist", e);
    }
  }

  /** The next line without its line feed, or null at the end. */
  String next() throws IOException {
    line.reset();
    int value = input.read();
    if (value < 0) {
      return null;
    }
    number++;
    while (value >= 0 && value != '\n') {
      line.write(value);
      value = input.read();
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InputException(
          "line " + number + " of " + file + " is not UTF-8; convert it first, as with iconv", e);
    }
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
