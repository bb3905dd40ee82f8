package ai.nmt.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Cuts a text file into {@link LineBlock}s, in order, with little more than one in memory. A byte
 * order mark at its beginning is left out; as the file may be read several times, whoever does so
 * tells of it ({@link ByteOrderMark#tellOf}).
 */
public final class LineBlocks implements AutoCloseable {
  private static final int BLOCK_BYTES = 1 << 20;

  private final Path file;
  private final InputStream input;
  private final LineEnds ends;
  private final int blockBytes;
  private byte[] rest = new byte[0];
  private long linesBefore;

  private LineBlocks(Path file, InputStream input, LineEnds ends, int blockBytes) {
    this.file = file;
    this.input = input;
    this.ends = ends;
    this.blockBytes = blockBytes;
  }

  /**
   * Opens a file.
   *
   * @param file text file
   * @return its blocks, of about 1 MiB each
   * @throws InputException if the file cannot be opened
   */
  public static LineBlocks open(Path file) {
    return open(file, LineEnds.UNIVERSAL);
  }

  /**
   * Opens a file.
   *
   * @param file text file
   * @param ends what ends its lines
   * @return its blocks, of about 1 MiB each
   * @throws InputException if the file cannot be opened
   */
  public static LineBlocks open(Path file, LineEnds ends) {
    return open(file, ends, BLOCK_BYTES);
  }

  static LineBlocks open(Path file, LineEnds ends, int blockBytes) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException("cannot read " + file + ": it is a folder, not a text file");
      }
      return new LineBlocks(
          file, ByteOrderMark.droppedSilently(Files.newInputStream(file)), ends, blockBytes);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /**
   * Counts the lines of a file without decoding them.
   *
   * @param file text file
   * @return its lines; the last one need not end
   * @throws InputException if the file cannot be read
   */
  public static long countLines(Path file) {
    long count = 0;
    try (LineBlocks blocks = open(file)) {
      for (LineBlock block = blocks.next(); block != null; block = blocks.next()) {
        count += block.lineCount();
      }
    }
    return count;
  }

  /**
   * The next block.
   *
   * @return whole lines (at least one, however long), or null at the end of the file
   * @throws InputException if the file cannot be read
   */
  public LineBlock next() {
    byte[] bytes = rest;
    int cut = 0;
    boolean ended = false;
    while (cut == 0 && !ended) {
      int known = bytes.length;
      byte[] more = readMore();
      ended = more.length < blockBytes;
      bytes = Arrays.copyOf(bytes, known + more.length);
      System.arraycopy(more, 0, bytes, known, more.length);
      cut = ended ? bytes.length : endOfLastLine(bytes, known);
    }
    if (bytes.length == 0) {
      return null;
    }
    rest = Arrays.copyOfRange(bytes, cut, bytes.length);
    LineBlock block = new LineBlock(file.toString(), ends, linesBefore, Arrays.copyOf(bytes, cut));
    linesBefore += block.lineCount();
    return block;
  }

  private byte[] readMore() {
    try {
      return input.readNBytes(blockBytes);
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /** The position after the last line feed, which is no part of a longer character or line end. */
  private static int endOfLastLine(byte[] bytes, int from) {
    for (int i = bytes.length; i > from; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }
}
