package ai.nmt.vocab;

import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import java.util.Arrays;

/**
 * The symbols of a block of text: which there are, how often, and in which order. A block's own
 * numbers, so that several threads can make them at once.
 */
public final class BlockSymbols implements SymbolVisitor {
  private final DictionaryBuilder counts = new DictionaryBuilder();
  private int[] numbers = new int[1 << 12];
  private int[] lengths = new int[1 << 8];
  private int size;
  private int lines;
  private int lineStart;

  private BlockSymbols() {}

  /**
   * Reads a block.
   *
   * @param text the text with its preparation
   * @param block a block of it
   * @return its symbols
   * @throws ai.nmt.io.InputException if a line is not valid UTF-8
   */
  public static BlockSymbols of(PreparedText text, LineBlock block) {
    BlockSymbols symbols = new BlockSymbols();
    SymbolReader.read(text, block, symbols);
    return symbols;
  }

  @Override
  public void symbol(byte[] text, int from, int to, int hash) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = counts.count(text, from, to, hash);
  }

  @Override
  public void endOfLine() {
    if (lines == lengths.length) {
      lengths = Arrays.copyOf(lengths, 2 * lines);
    }
    lengths[lines++] = size - lineStart;
    lineStart = size;
  }

  /**
   * How often each symbol occurs.
   *
   * @return counts with the block's own numbers
   */
  public DictionaryBuilder counts() {
    return counts;
  }

  /**
   * The symbols in the order of the text.
   *
   * @return the block's own numbers of all lines, one after another
   */
  public int[] numbers() {
    return Arrays.copyOf(numbers, size);
  }

  /**
   * The number of symbols of each line.
   *
   * @return 0 or more for each line
   */
  public int[] lengths() {
    return Arrays.copyOf(lengths, lines);
  }
}
