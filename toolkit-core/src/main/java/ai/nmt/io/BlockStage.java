package ai.nmt.io;

/** A function from whole lines to whole lines, as bytes. */
@FunctionalInterface
public interface BlockStage {
  /**
   * Makes lines of lines; called by several threads at once.
   *
   * @param lines at least one line; each ends at {@code \n}, the last one perhaps at the end
   * @param firstLine number of the first line in its text, from 1
   * @param result receives one line for each, with its {@code \n}; empty before; where a line
   *     cannot be read, those of the lines before it
   * @throws InputException if a line cannot be read
   */
  void apply(ByteText lines, long firstLine, ByteText result);
}
