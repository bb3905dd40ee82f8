package ai.nmt.vocab;

import ai.nmt.io.InputException;
import ai.nmt.unicode.Characters;

/**
 * A line of a dictionary's file, as fairseq 0.10 and later read it.
 *
 * @param symbol the symbol, which may hold spaces
 * @param count how often it was seen; a number below 0 says nothing else
 * @param overwrites whether the symbol has another id before, which this one replaces
 */
record DictionaryEntry(String symbol, long count, boolean overwrites) {
  /** What a line ends with whose symbol has another id before. */
  static final String OVERWRITE = "#fairseq:overwrite";

  /**
   * Reads a line.
   *
   * @param text the line; white space at its end means nothing
   * @param where what messages begin with
   * @throws InputException if it is no entry
   */
  static DictionaryEntry parse(String text, String where) {
    String line = Characters.stripTrailing(text);
    boolean overwrites = line.endsWith(" " + OVERWRITE);
    if (overwrites) {
      line = line.substring(0, line.length() - OVERWRITE.length() - 1);
    }
    int space = line.lastIndexOf(' ');
    if (space < 1 || !line.substring(space + 1).matches("[+-]?[0-9]{1,18}")) {
      throw new InputException(
          where
              + "\""
              + text
              + "\" is not a dictionary entry; expected a symbol, a space and its count, as in"
              + " \"house 42\"; is this a file that preprocess wrote?");
    }
    return new DictionaryEntry(
        line.substring(0, space), Long.parseLong(line.substring(space + 1)), overwrites);
  }

  /** The line. */
  @Override
  public String toString() {
    return symbol + " " + count + (overwrites ? " " + OVERWRITE : "");
  }
}
