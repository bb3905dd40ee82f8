package ai.nmt.io;

/** What ends a line of a text file. */
public enum LineEnds {
  /** {@code \n}, {@code \r\n} or {@code \r}, as in a text file that Python opens. */
  UNIVERSAL,

  /** {@code \n} alone, as for the text tools: in raw text a {@code \r} may stand anywhere. */
  LINE_FEED;

  boolean isEnd(byte value) {
    return value == '\n' || (this == UNIVERSAL && value == '\r');
  }
}
