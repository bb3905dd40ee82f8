package ai.nmt.cli.option;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.nmt.io.InputException;
import ai.nmt.io.LineEnds;
import ai.nmt.io.Utf8Lines;
import ai.nmt.jbleu.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a text that is scored, read as sacreBLEU reads them: lines of files end at {@code
 * \n} alone, those of standard input also at {@code \r}; white space at their ends is dropped;
 * names with {@code .gz} at the end are decompressed.
 */
final class TextSource implements Iterator<String>, AutoCloseable {
  private static final String STANDARD_INPUT = "standard input";

  private final String name;
  private final Utf8Lines lines;

  private TextSource(String name, InputStream input, Charset encoding, LineEnds ends) {
    this.name = name;
    InputStream utf8 = encoding.equals(UTF_8) ? input : new Utf8InputStream(input, encoding, name);
    this.lines = Utf8Lines.of(utf8, name, ends);
  }

  static TextSource open(Path file, Charset encoding) {
    if (Files.isDirectory(file)) {
      throw new InputException("cannot read " + file + ": it is a folder, not a text file");
    }
    try {
      InputStream input = Files.newInputStream(file);
      InputStream plain = file.toString().endsWith(".gz") ? decompressed(input) : input;
      return new TextSource(file.toString(), plain, encoding, LineEnds.LINE_FEED);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  static TextSource standardInput(Charset encoding) {
    return new TextSource(STANDARD_INPUT, StandardInput.openText(), encoding, LineEnds.UNIVERSAL);
  }

  private static InputStream decompressed(InputStream input) throws IOException {
    try {
      return new GZIPInputStream(input, 1 << 16);
    } catch (IOException e) {
      input.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  /** The number of the line that was read last, from 1 on. */
  long lineNumber() {
    return lines.lineNumber();
  }

  @Override
  public boolean hasNext() {
    return lines.hasNext();
  }

  @Override
  public String next() {
    return Segment.stripTrailing(lines.next());
  }

  @Override
  public void close() {
    lines.close();
  }
}
