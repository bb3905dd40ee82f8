package ai.nmt.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** The bytes in UTF-8 of a text in another encoding. Not thread-safe. */
final class Utf8InputStream extends InputStream {
  private final Reader reader;
  private final String name;
  private final Charset encoding;
  private final CharBuffer characters = CharBuffer.allocate(1 << 14);
  private byte[] bytes = {};
  private int position;

  // The first half of a character that the buffer's end cut through.
  private char pending;

  Utf8InputStream(InputStream input, Charset encoding, String name) {
    this.name = name;
    this.encoding = encoding;
    this.reader =
        new InputStreamReader(
            input,
            encoding
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == bytes.length) {
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    characters.clear();
    if (pending != 0) {
      characters.put(pending);
      pending = 0;
    }
    try {
      if (reader.read(characters) < 0 && characters.position() == 0) {
        return false;
      }
    } catch (CharacterCodingException e) {
      throw new InputException(
          "%s is not valid %s (%s); see --encoding".formatted(name, encoding, e.getMessage()), e);
    }
    characters.flip();
    int last = characters.limit() - 1;
    if (last > 0 && Character.isHighSurrogate(characters.get(last))) {
      pending = characters.get(last);
      characters.limit(last);
    }
    bytes = characters.toString().getBytes(UTF_8);
    position = 0;
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
