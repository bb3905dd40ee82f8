package ai.nmt.vocab;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts symbols and makes a {@link Dictionary} of the most frequent ones.
 *
 * <p>Symbols are sorted by falling count, ties by code point. Not for several threads at once: let
 * each have its own builder and {@link #add(DictionaryBuilder) add} them. Each symbol has a number,
 * 0 for the first one seen.
 */
public final class DictionaryBuilder {
  private static final int EXPECTED_SYMBOLS = 1 << 12;

  private final SymbolTable table = new SymbolTable(EXPECTED_SYMBOLS);
  private long[] counts = new long[EXPECTED_SYMBOLS];

  /** Counts what it receives. */
  private final class Counter implements SymbolVisitor {
    @Override
    public void symbol(byte[] text, int from, int to, int hash) {
      count(text, from, to, hash);
    }

    @Override
    public void endOfLine() {
      // Lines do not matter to counts.
    }
  }

  /**
   * Counts the symbols of a line, as split at white space.
   *
   * @param line prepared text
   * @return this
   */
  public DictionaryBuilder addLine(String line) {
    for (String symbol : WhitespaceTokenizer.split(line)) {
      add(symbol, 1);
    }
    return this;
  }

  /**
   * Counts a symbol.
   *
   * @param symbol the symbol; the special ones are ignored, every dictionary has them
   * @param times how often it was seen
   * @return this
   */
  public DictionaryBuilder add(String symbol, long times) {
    add(table.add(symbol), times);
    return this;
  }

  /** Counts a symbol once and returns its number. */
  int count(byte[] text, int from, int to, int hash) {
    return add(table.add(text, from, to, hash), 1);
  }

  private int add(int number, long times) {
    if (number >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(2 * counts.length, number + 1));
    }
    counts[number] += times;
    return number;
  }

  /**
   * Counts the symbols of a file with several threads.
   *
   * @param text file with its preparation
   * @param pipeline workers; stays open
   * @param progress told how many bytes of text were done, again and again
   * @return this
   * @throws ai.nmt.io.InputException if the text cannot be read or is not valid UTF-8
   */
  public DictionaryBuilder addFile(
      PreparedText text, BlockPipeline pipeline, LongConsumer progress) {
    pipeline.run(
        text.file(),
        text.ends(),
        block -> Map.entry(ofBlock(text, block), block.byteCount()),
        counted -> {
          add(counted.getKey());
          progress.accept(counted.getValue());
        });
    return this;
  }

  private static DictionaryBuilder ofBlock(PreparedText text, LineBlock block) {
    DictionaryBuilder builder = new DictionaryBuilder();
    SymbolReader.read(text, block, builder.new Counter());
    return builder;
  }

  /**
   * Adds the counts of another builder.
   *
   * @param other counts of another part of the text
   * @return for each of the other's numbers the number here
   */
  public int[] add(DictionaryBuilder other) {
    int[] numbers = new int[other.table.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = add(table.add(other.table, i), other.counts[i]);
    }
    return numbers;
  }

  /**
   * The number of different symbols seen.
   *
   * @return 0 or more
   */
  public int size() {
    return table.size();
  }

  /**
   * The ids of all symbols seen.
   *
   * @param dictionary a dictionary
   * @return for each number the id, {@link SymbolTable#ABSENT} for a symbol that the dictionary
   *     does not have
   */
  public int[] ids(Dictionary dictionary) {
    SymbolTable known = dictionary.table();
    return IntStream.range(0, table.size()).map(number -> known.find(table, number)).toArray();
  }

  /**
   * Makes the dictionary.
   *
   * @param limits which symbols to keep
   * @return the dictionary
   */
  public Dictionary build(DictionaryLimits limits) {
    int special = Dictionary.SPECIAL_SYMBOLS.size();
    long most =
        limits.maximumSize() > 0 ? Math.max(0, limits.maximumSize() - special) : Long.MAX_VALUE;
    Set<Integer> ignored =
        Dictionary.SPECIAL_SYMBOLS.stream().map(table::find).collect(Collectors.toSet());
    int[] kept =
        IntStream.range(0, table.size())
            .filter(number -> counts[number] >= limits.threshold() && !ignored.contains(number))
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer number) -> -counts[number])
                    .thenComparing(table::compare))
            .limit(most)
            .mapToInt(Integer::intValue)
            .toArray();
    List<String> symbols = new ArrayList<>();
    IntStream.of(kept).mapToObj(table::symbol).forEach(symbols::add);
    pad(symbols, limits.paddingFactor());
    return new Dictionary(
        symbols,
        IntStream.range(0, symbols.size())
            .mapToLong(i -> i < kept.length ? counts[kept[i]] : 0)
            .toArray());
  }

  private static void pad(List<String> symbols, int factor) {
    Set<String> known = new HashSet<>(symbols);
    for (int i = 0; (symbols.size() + Dictionary.SPECIAL_SYMBOLS.size()) % factor != 0; i++) {
      String symbol = String.format(Locale.ROOT, "madeupword%04d", i);
      if (known.add(symbol)) {
        symbols.add(symbol);
      }
    }
  }
}
