package ai.nmt.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The mark U+FEFF with which some editors begin a UTF-8 file. It is no part of the text: the first
 * word would become another one. Elsewhere the character is a character.
 */
public final class ByteOrderMark {
  private static final byte[] BYTES = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final char CHARACTER = '\uFEFF';

  private ByteOrderMark() {}

  /**
   * A stream without the mark at its beginning, which is told in the log if it is there.
   *
   * @param input UTF-8 text; its first bytes are read with the first call, not before
   * @param name what the log calls the text
   * @return the rest of the text; closing it closes the input
   */
  public static InputStream dropped(InputStream input, String name) {
    return new Unmarked(input, () -> tell(name));
  }

  /**
   * A text without the mark at its beginning, which is told in the log if it is there.
   *
   * @param text all of a file
   * @param name what the log calls the text
   * @return the rest of the text
   */
  public static String dropped(String text, String name) {
    if (text.isEmpty() || text.charAt(0) != CHARACTER) {
      return text;
    }
    tell(name);
    return text.substring(1);
  }

  /** The same for a file that is read several times: whoever reads it first tells. */
  static InputStream droppedSilently(InputStream input) {
    return new Unmarked(input, () -> {});
  }

  /**
   * Tells in the log if a file begins with the mark.
   *
   * @param file text file
   * @throws InputException if it cannot be read
   */
  public static void tellOf(Path file) {
    try (InputStream input = dropped(Files.newInputStream(file), file.toString())) {
      input.read();
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /** The logging system is started here and no earlier: most filters have nothing to log. */
  private static void tell(String name) {
    LoggerFactory.getLogger(ByteOrderMark.class)
        .warn("{}: the byte order mark at its beginning is left out", name);
  }

  /** Looks at the first bytes before it gives any. */
  private static final class Unmarked extends PushbackInputStream {
    private final Runnable found;
    private boolean begun;

    /** A terminal's end of file comes once. */
    private boolean empty;

    Unmarked(InputStream input, Runnable found) {
      super(input, BYTES.length);
      this.found = found;
    }

    @Override
    public int read() throws IOException {
      begin();
      return empty ? -1 : super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      begin();
      return empty ? -1 : super.read(bytes, offset, length);
    }

    private void begin() throws IOException {
      if (begun) {
        return;
      }
      begun = true;
      byte[] first = new byte[BYTES.length];
      int count = 0;
      boolean equal = true;
      while (equal && count < BYTES.length) {
        int next = super.read();
        if (next < 0) {
          empty = count == 0;
          break;
        }
        first[count] = (byte) next;
        equal = first[count] == BYTES[count];
        count++;
      }
      if (equal && count == BYTES.length) {
        found.run();
      } else {
        unread(first, 0, count);
      }
    }
  }
}
