package ai.nmt.subword;

import ai.nmt.io.BlockStage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Cuts the words of a line into the units of a byte pair encoding: {@code new@@ est}.
 *
 * <p>Words already seen are remembered, up to a bound. May be shared by threads.
 */
public final class BpeSegmenter implements SubwordModel {
  private static final int REMEMBERED_WORDS = 1 << 20;
  private static final int LONGEST_REMEMBERED = 64;

  private final MergeTable merges;
  private final String separator;
  private final Set<String> vocabulary;
  private final Glossary glossary;
  private final Map<String, String> remembered = new ConcurrentHashMap<>();

  /**
   * Makes a segmenter.
   *
   * @param codes the merges
   * @param options separator, vocabulary, glossaries
   */
  public BpeSegmenter(BpeCodes codes, BpeSegmenterOptions options) {
    this.merges = new MergeTable(codes);
    this.separator = options.separator();
    this.vocabulary = options.vocabulary();
    this.glossary = new Glossary(options.glossaries());
  }

  /**
   * Segments a line.
   *
   * @param line words separated by spaces
   * @return units separated by single spaces; white space at the line's ends stays
   */
  @Override
  public String apply(String line) {
    return segmentWords(line, this::segment);
  }

  /**
   * Segments a line with BPE-dropout: differently for each line number and seed.
   *
   * @param line words separated by spaces
   * @param dropout how many merges to leave out
   * @param number the line's number in its text
   * @return units separated by single spaces; white space at the line's ends stays
   */
  public String apply(String line, BpeDropout dropout, long number) {
    if (dropout.rate() == 0) {
      return apply(line);
    }
    RandomGenerator random = dropout.random(number);
    return segmentWords(line, word -> cut(word, () -> random.nextDouble() < dropout.rate()));
  }

  /**
   * The same for blocks of lines in UTF-8, much faster: words seen before are looked up as bytes.
   *
   * @return a stage that gives {@link #apply(String)} of each line; it throws {@link
   *     ai.nmt.io.InputException} for a line that is not UTF-8
   */
  public BlockStage blocks() {
    return new BlockSegmenter(this);
  }

  /**
   * Joins units: what ends with the separator is glued to its successor.
   *
   * @param units units separated by single spaces
   * @return words separated by single spaces
   */
  @Override
  public String join(String units) {
    String words = (units + " ").replace(separator + " ", "");
    return words.endsWith(" ") ? words.substring(0, words.length() - 1) : words;
  }

  private static String segmentWords(String line, UnaryOperator<String> segment) {
    int start = 0;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    StringBuilder result = new StringBuilder(2 * line.length());
    result.append(line, 0, start);
    int word = start;
    while (word < end) {
      int wordEnd = line.indexOf(' ', word);
      wordEnd = wordEnd < 0 || wordEnd > end ? end : wordEnd;
      if (wordEnd > word) {
        result.append(word > start ? " " : "").append(segment.apply(line.substring(word, wordEnd)));
      }
      word = wordEnd + 1;
    }
    return result.append(line, end, line.length()).toString();
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\r' || character == '\n';
  }

  /** Whether neither a vocabulary nor a glossary forbids units. */
  boolean allowsAllUnits() {
    return vocabulary.isEmpty() && glossary.isEmpty();
  }

  /** Makes what merges short words, where all units are allowed. */
  ShortWordMerger shortWords() {
    return new ShortWordMerger(merges, (separator + " ").getBytes(StandardCharsets.UTF_8));
  }

  private String segment(String word) {
    String known = remembered.get(word);
    if (known != null) {
      return known;
    }
    String segmented = cut(word);
    if (word.length() <= LONGEST_REMEMBERED) {
      if (remembered.size() >= REMEMBERED_WORDS) {
        remembered.clear();
      }
      remembered.put(word, segmented);
    }
    return segmented;
  }

  /** Units of a word, not remembered. */
  String cut(String word) {
    return cut(word, () -> false);
  }

  private String cut(String word, BooleanSupplier isDropped) {
    List<String> units = new ArrayList<>();
    for (String part : glossary.isolate(word)) {
      encode(part, isDropped, units);
    }
    return String.join(separator + " ", units);
  }

  private void encode(String text, BooleanSupplier isDropped, List<String> units) {
    if (glossary.contains(text) || text.codePointCount(0, text.length()) == 1) {
      units.add(text);
      return;
    }
    List<String> split = merges.split(text, isDropped);
    if (vocabulary.isEmpty()) {
      units.addAll(split);
      return;
    }
    for (int i = 0; i < split.size(); i++) {
      addKnown(split.get(i), i + 1 == split.size(), units);
    }
  }

  /** Adds a unit of the vocabulary, or undoes merges until all units are, or are characters. */
  private void addKnown(String unit, boolean last, List<String> units) {
    // Not by recursion: a unit may be the work of as many merges as it has characters.
    Deque<String> rest = new ArrayDeque<>(List.of(last ? unit + BpeCodes.END_OF_WORD : unit));
    while (!rest.isEmpty()) {
      String next = rest.pop();
      boolean isLast = last && rest.isEmpty();
      String plain =
          isLast ? next.substring(0, next.length() - BpeCodes.END_OF_WORD.length()) : next;
      BpeCodes.Merge merge =
          vocabulary.contains(isLast ? plain : plain + separator) ? null : merges.undo(next);
      if (merge == null) {
        units.add(plain);
      } else {
        rest.push(merge.right());
        rest.push(merge.left());
      }
    }
  }
}
