package ai.nmt.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

  /** Looks at the first bytes before it gives any, and waits for no more than it needs. */
  private static final class Unmarked extends FilterInputStream {
    private final Runnable found;
    private final byte[] first = new byte[BYTES.length];
    private boolean begun;
    private int position;
    private int end;

    /** A terminal's end of file comes once. */
    private boolean ended;

    Unmarked(InputStream input, Runnable found) {
      super(input);
      this.found = found;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      begin();
      if (position < end) {
        int count = Math.min(length, end - position);
        System.arraycopy(first, position, bytes, offset, count);
        position += count;
        return count;
      }
      return ended ? -1 : super.read(bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
      return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 1 << 13)]));
    }

    @Override
    public int available() throws IOException {
      return end - position + super.available();
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void begin() throws IOException {
      if (begun) {
        return;
      }
      begun = true;
      while (!ended && end < BYTES.length && beginsLikeTheMark()) {
        int count = super.read(first, end, BYTES.length - end);
        ended = count < 0;
        end += Math.max(0, count);
      }
      if (end == BYTES.length && beginsLikeTheMark()) {
        end = 0;
        found.run();
      }
    }

    private boolean beginsLikeTheMark() {
      return Arrays.equals(first, 0, end, BYTES, 0, end);
    }
  }
}
