package ai.nmt.vocab;

/** Receives the symbols of a text, line by line, as {@link SymbolReader} finds them. */
public interface SymbolVisitor {
  /**
   * Takes the next symbol of the line.
   *
   * @param text holds its UTF-8; may change after the call
   * @param from its first byte
   * @param to behind its last byte
   * @param hash for {@link SymbolTable#find}
   */
  void symbol(byte[] text, int from, int to, int hash);

  /** The line is over. */
  void endOfLine();
}
