package ai.nmt.vocab;

import static java.util.Comparator.comparing;

import ai.nmt.io.BlockPipeline;
import ai.nmt.io.LineBlock;
import ai.nmt.io.PreparedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Counts symbols and makes a {@link Dictionary} of the most frequent ones.
 *
 * <p>Symbols are sorted by falling count, ties by code point. Not for several threads at once: let
 * each have its own builder and {@link #add(DictionaryBuilder) add} them.
 */
public final class DictionaryBuilder {
  private final Map<String, Count> counts = new HashMap<>();

  private static final class Count {
    private long value;
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
    counts.computeIfAbsent(symbol, key -> new Count()).value += times;
    return this;
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
    text.forEachLine(block, builder::addLine);
    return builder;
  }

  /**
   * Adds the counts of another builder.
   *
   * @param other counts of another part of the text
   * @return this
   */
  public DictionaryBuilder add(DictionaryBuilder other) {
    other.counts.forEach((symbol, count) -> add(symbol, count.value));
    return this;
  }

  /**
   * Makes the dictionary.
   *
   * @param limits which symbols to keep
   * @return the dictionary
   */
  public Dictionary build(DictionaryLimits limits) {
    List<Map.Entry<String, Count>> sorted = new ArrayList<>(counts.entrySet());
    sorted.removeIf(
        entry ->
            Dictionary.SPECIAL_SYMBOLS.contains(entry.getKey())
                || entry.getValue().value < limits.threshold());
    sorted.sort(
        comparing((Map.Entry<String, Count> entry) -> entry.getValue().value)
            .reversed()
            .thenComparing(Map.Entry::getKey, byCodePoint()));
    int special = Dictionary.SPECIAL_SYMBOLS.size();
    int kept =
        limits.maximumSize() > 0
            ? Math.min(sorted.size(), Math.max(0, limits.maximumSize() - special))
            : sorted.size();
    List<String> symbols = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (Map.Entry<String, Count> entry : sorted.subList(0, kept)) {
      symbols.add(entry.getKey());
      numbers.add(entry.getValue().value);
    }
    pad(symbols, limits.paddingFactor());
    return new Dictionary(
        symbols,
        IntStream.range(0, symbols.size()).mapToLong(i -> i < kept ? numbers.get(i) : 0).toArray());
  }

  private static void pad(List<String> symbols, int factor) {
    Set<String> known = new HashSet<>(symbols);
    for (int i = 0; (symbols.size() + Dictionary.SPECIAL_SYMBOLS.size()) % factor != 0; i++) {
      String symbol = String.format("madeupword%04d", i);
      if (known.add(symbol)) {
        symbols.add(symbol);
      }
    }
  }

  /** Java compares UTF-16 units, which puts characters beyond the first plane before U+E000. */
  private static Comparator<String> byCodePoint() {
    return (left, right) -> {
      int shorter = Math.min(left.length(), right.length());
      for (int i = 0; i < shorter; i++) {
        char a = left.charAt(i);
        char b = right.charAt(i);
        if (a != b) {
          boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
          return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
        }
      }
      return Integer.compare(left.length(), right.length());
    };
  }
}
