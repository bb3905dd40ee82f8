package ai.nmt.io;

/** Consecutive whole lines of a text file, not yet decoded. */
public final class LineBlock {
  private final String name;
  private final long linesBefore;
  private final long lineCount;
  private final byte[] bytes;

  LineBlock(String name, long linesBefore, byte[] bytes) {
    this.name = name;
    this.linesBefore = linesBefore;
    this.bytes = bytes;
    this.lineCount = countLines(bytes);
  }

  /**
   * Decodes the lines.
   *
   * @return the lines, numbered as in the file
   */
  public Utf8Lines lines() {
    return Utf8Lines.of(bytes.clone(), name, linesBefore);
  }

  /**
   * How many lines the block has.
   *
   * @return at least 1
   */
  public long lineCount() {
    return lineCount;
  }

  /**
   * How long the block is.
   *
   * @return bytes, line ends included
   */
  public int byteCount() {
    return bytes.length;
  }

  private static long countLines(byte[] bytes) {
    long count = 0;
    byte previous = 0;
    for (byte current : bytes) {
      if (current == '\r' || (current == '\n' && previous != '\r')) {
        count++;
      }
      previous = current;
    }
    return previous == '\n' || previous == '\r' ? count : count + 1;
  }
}
