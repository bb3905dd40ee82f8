package ai.nmt.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The lines of a text in strict UTF-8, one after another.
 *
 * <p>A line ends with {@code \n}, {@code \r\n} or {@code \r}, as in a text file that Python opens
 * (or with {@code \n} alone where {@link LineEnds} says so); other separators of Unicode belong to
 * the line. The last line need not end. A byte order mark at the beginning is left out and told. A
 * line is handed over as soon as its end has arrived, so that a terminal or a pipe can be read in
 * dialogue.
 */
public final class Utf8Lines implements Iterator<String>, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream input;
  private final String name;
  private final LineEnds ends;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private byte[] buffer;
  private int position;
  private int limit;
  private boolean ended;
  private boolean skipLineFeed;
  private long line;
  private String next;

  private Utf8Lines(
      InputStream input, String name, LineEnds ends, long linesBefore, byte[] buffer, int limit) {
    this.input = input;
    this.name = name;
    this.ends = ends;
    this.line = linesBefore;
    this.buffer = buffer;
    this.limit = limit;
  }

  /**
   * Opens a file.
   *
   * @param file text file
   * @return its lines
   * @throws InputException if the file cannot be opened
   */
  public static Utf8Lines open(Path file) {
    return open(file, LineEnds.UNIVERSAL);
  }

  /**
   * Opens a file.
   *
   * @param file text file
   * @param ends what ends its lines
   * @return its lines
   * @throws InputException if the file cannot be opened
   */
  public static Utf8Lines open(Path file, LineEnds ends) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException("cannot read " + file + ": it is a folder, not a text file");
      }
      return of(Files.newInputStream(file), file.toString(), ends);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /**
   * Reads a stream.
   *
   * @param input bytes; closed with this reader
   * @param name what error messages call the stream
   * @return its lines
   */
  public static Utf8Lines of(InputStream input, String name) {
    return of(input, name, LineEnds.UNIVERSAL);
  }

  /**
   * Reads a stream.
   *
   * @param input bytes; closed with this reader
   * @param name what error messages call the stream
   * @param ends what ends its lines
   * @return its lines
   */
  public static Utf8Lines of(InputStream input, String name, LineEnds ends) {
    return new Utf8Lines(
        ByteOrderMark.dropped(input, name), name, ends, 0, new byte[BUFFER_BYTES], 0);
  }

  /** The lines of bytes in memory; the first has number {@code linesBefore} + 1. */
  static Utf8Lines of(byte[] bytes, String name, LineEnds ends, long linesBefore) {
    return new Utf8Lines(
        new ByteArrayInputStream(new byte[0]), name, ends, linesBefore, bytes, bytes.length);
  }

  /**
   * All lines of a file that fits into memory.
   *
   * @param file text file
   * @return its lines without their ends
   * @throws InputException if the file cannot be read or is not valid UTF-8
   */
  public static List<String> read(Path file) {
    List<String> lines = new ArrayList<>();
    try (Utf8Lines reader = open(file)) {
      reader.forEachRemaining(lines::add);
    }
    return lines;
  }

  /**
   * What error messages call the text.
   *
   * @return the file's path, {@code standard input}, ...
   */
  public String name() {
    return name;
  }

  /**
   * The number of the line that {@link #next} returned last.
   *
   * @return 1 for the first line, 0 before it
   */
  public long lineNumber() {
    return next == null ? line : line - 1;
  }

  /**
   * Whether there is another line; waits for it where the stream is a dialogue.
   *
   * @return false at the end of the text
   * @throws InvalidLineException if the line is not valid UTF-8; the next call goes on behind it
   * @throws InputException if the text cannot be read
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      next = readLine();
    }
    return next != null;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no line after line " + line + " of " + name);
    }
    String result = next;
    next = null;
    return result;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw new InputException("cannot close " + name + ": " + InputException.reason(e), e);
    }
  }

  private String readLine() {
    int scanned = position;
    while (true) {
      if (skipLineFeed && scanned < limit) {
        // The second byte of "\r\n": the line was handed over at the first.
        if (buffer[scanned] == '\n') {
          position++;
          scanned++;
        }
        skipLineFeed = false;
      }
      while (scanned < limit && !ends.isEnd(buffer[scanned])) {
        scanned++;
      }
      if (scanned < limit) {
        int from = position;
        skipLineFeed = buffer[scanned] == '\r';
        // Before it is decoded: behind a line that is not valid one can go on.
        position = scanned + 1;
        return decode(from, scanned);
      }
      if (ended) {
        int from = position;
        position = limit;
        return from < limit ? decode(from, limit) : null;
      }
      scanned -= position;
      fill();
      scanned += position;
    }
  }

  /** Moves the unread bytes to the front and reads more behind them. */
  private void fill() {
    int unread = limit - position;
    if (unread == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(BUFFER_BYTES, 2 * buffer.length));
    } else {
      System.arraycopy(buffer, position, buffer, 0, unread);
    }
    position = 0;
    limit = unread;
    try {
      int count = input.read(buffer, limit, buffer.length - limit);
      if (count < 0) {
        ended = true;
      } else {
        limit += count;
      }
    } catch (IOException e) {
      throw InputException.cannotRead(name, e);
    }
  }

  private String decode(int from, int to) {
    line++;
    try {
      return decoder.decode(ByteBuffer.wrap(buffer, from, to - from)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidLineException(
          name
              + ", line "
              + line
              + ": the line is not valid UTF-8 ("
              + e.getMessage()
              + "); convert the file, for example with iconv -t UTF-8",
          e);
    }
  }
}
