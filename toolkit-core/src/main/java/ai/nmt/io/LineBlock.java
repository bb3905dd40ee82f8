package ai.nmt.io;

import java.nio.ByteBuffer;

/** Consecutive whole lines of a text file, not yet decoded. */
public final class LineBlock {
  private final String name;
  private final LineEnds ends;
  private final long linesBefore;
  private final long lineCount;
  private final byte[] bytes;

  LineBlock(String name, LineEnds ends, long linesBefore, byte[] bytes) {
    this.name = name;
    this.ends = ends;
    this.linesBefore = linesBefore;
    this.bytes = bytes;
    this.lineCount = countLines(bytes, ends);
  }

  /** Receives a line. */
  @FunctionalInterface
  public interface LineVisitor {
    /**
     * Takes the next line.
     *
     * @param number its number in the file, from 1
     * @param line its bytes without its end, in an array
     */
    void visit(long number, ByteBuffer line);
  }

  /**
   * Decodes the lines.
   *
   * @return the lines, numbered as in the file
   */
  public Utf8Lines lines() {
    return Utf8Lines.of(bytes.clone(), name, ends, linesBefore);
  }

  /**
   * Leaves lines out.
   *
   * @param dropped lines to leave out, by their numbers in the file
   * @return the other lines; numbered without those left out if there were any
   */
  public LineBlock without(DroppedLines dropped) {
    if (!dropped.containsAny(linesBefore + 1, linesBefore + lineCount)) {
      return this;
    }
    ByteBuffer kept = ByteBuffer.allocate(bytes.length + 1);
    forEachLine(
        (number, line) -> {
          if (!dropped.contains(number)) {
            kept.put(line).put((byte) '\n');
          }
        });
    byte[] remaining = new byte[kept.position()];
    kept.flip().get(remaining);
    return new LineBlock(name, ends, linesBefore, remaining);
  }

  /**
   * Goes through the lines without decoding them.
   *
   * @param visitor receives each line
   */
  public void forEachLine(LineVisitor visitor) {
    long number = linesBefore;
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && !ends.isEnd(bytes[end])) {
        end++;
      }
      visitor.visit(++number, ByteBuffer.wrap(bytes, start, end - start));
      boolean two = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
      start = end + (two ? 2 : 1);
    }
  }

  /**
   * How many lines the block has.
   *
   * @return at least 1, or 0 after all were left out
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

  private static long countLines(byte[] bytes, LineEnds ends) {
    long count = 0;
    byte previous = '\n';
    for (byte current : bytes) {
      boolean second = ends == LineEnds.UNIVERSAL && current == '\n' && previous == '\r';
      if (ends.isEnd(current) && !second) {
        count++;
      }
      previous = current;
    }
    return ends.isEnd(previous) ? count : count + 1;
  }
}
