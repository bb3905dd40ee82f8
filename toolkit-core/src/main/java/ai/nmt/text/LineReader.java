package ai.nmt.text;

import ai.nmt.io.ByteOrderMark;
import ai.nmt.io.InputException;
import ai.nmt.io.NamedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Lines of a UTF-8 file as Moses counts them: only a line feed ends one. */
final class LineReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int filled;
  private long number;

  LineReader(Path file) {
    this(file, open(file));
  }

  private LineReader(Path file, InputStream input) {
    this.file = file;
    this.input = ByteOrderMark.dropped(input, file.toString());
  }

  /** Reads the file or, if there is none, the one of the same name with {@code .gz}. */
  static LineReader openPossiblyCompressed(Path file) throws IOException {
    Path compressed = file.resolveSibling(file.getFileName() + ".gz");
    if (Files.exists(file) || !Files.exists(compressed)) {
      return new LineReader(file);
    }
    InputStream bytes = open(compressed);
    try {
      return new LineReader(compressed, new GZIPInputStream(bytes, BUFFER_BYTES));
    } catch (IOException e) {
      bytes.close();
      throw new InputException(compressed + " is no gzip file: " + InputException.reason(e), e);
    }
  }

  private static InputStream open(Path file) {
    if (!Files.exists(file)) {
      throw new InputException("the file " + file + " does not exist");
    }
    return NamedInput.open(file);
  }

  /** The next line without its line feed, or null at the end. */
  String next() throws IOException {
    line.reset();
    if (!fill()) {
      return null;
    }
    number++;
    while (fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, position, end - position);
      position = end;
      if (end < filled) {
        position++;
        break;
      }
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

  /** Reads on if the buffer is used up; false at the end. */
  private boolean fill() throws IOException {
    if (position < filled) {
      return true;
    }
    position = 0;
    filled = Math.max(0, input.read(buffer));
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
