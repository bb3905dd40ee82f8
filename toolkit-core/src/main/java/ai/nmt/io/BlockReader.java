package ai.nmt.io;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into blocks of whole lines, which end at {@code \n} alone.
 *
 * <p>A block is handed over when it is full; in dialogue with a terminal or a pipe also when a line
 * has ended and nothing more is to be read without waiting.
 */
public final class BlockReader {
  private final InputStream input;
  private final int blockBytes;

  /** The beginning of a line whose end is yet to be read. */
  private final ByteText rest;

  private final boolean inDialogue;
  private boolean ended;

  /**
   * Makes a reader.
   *
   * @param input text
   * @param blockBytes usual length of a block, at least 1; longer lines make longer blocks
   * @param inDialogue whether to hand lines over rather than wait for more
   */
  public BlockReader(InputStream input, int blockBytes, boolean inDialogue) {
    this.input = input;
    this.blockBytes = blockBytes;
    this.inDialogue = inDialogue;
    this.rest = new ByteText(blockBytes);
  }

  /** Whether nothing is to be read without waiting, as at a terminal. */
  boolean mustWait() throws IOException {
    return !ended && input.available() == 0;
  }

  /**
   * Fills a block with whole lines.
   *
   * @param block receives the lines in place of what it holds
   * @return false at the end of the stream
   * @throws IOException if reading fails
   */
  public boolean read(ByteText block) throws IOException {
    block.setLength(0);
    block.makeRoom(blockBytes);
    block.append(rest.array(), 0, rest.length());
    rest.setLength(0);
    int searched = 0;
    while (!ended) {
      if (block.length() == block.room()) {
        int end = lastLineEnd(block, searched);
        if (end > 0) {
          rest.append(block.array(), end, block.length());
          block.setLength(end);
          return true;
        }
        searched = block.length();
        block.makeRoom(2L * block.room());
      }
      if (block.readFrom(input) < 0) {
        ended = true;
      } else if (inDialogue && endsLine(block) && input.available() == 0) {
        return true;
      }
    }
    return block.length() > 0;
  }

  private static boolean endsLine(ByteText block) {
    return block.length() > 0 && block.array()[block.length() - 1] == '\n';
  }

  private static int lastLineEnd(ByteText block, int from) {
    byte[] bytes = block.array();
    for (int i = block.length(); i > from; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }
}
