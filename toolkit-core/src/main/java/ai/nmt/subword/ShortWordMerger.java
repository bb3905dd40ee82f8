package ai.nmt.subword;

import ai.nmt.io.ByteText;

/**
 * Merges words of few characters: the best pair is looked for in a row, which is faster than a heap
 * as long as the row is short.
 *
 * <p>The units are those of {@link MergeTable#split}. Not thread-safe: its rows are used again.
 */
final class ShortWordMerger {
  /** Bytes of the longest word. */
  static final int LONGEST_WORD = WordCache.LONGEST_WORD;

  private static final int NO_RANK = Integer.MAX_VALUE;

  private final MergeTable merges;
  private final byte[] separator;
  private final int[] symbols = new int[LONGEST_WORD + 1];

  /** Where each symbol starts in the word, and behind the last one the word's end. */
  private final int[] starts = new int[LONGEST_WORD + 2];

  /** Rank of the pair of each symbol and its successor. */
  private final int[] ranks = new int[LONGEST_WORD + 1];

  private int size;

  /** Makes a merger that writes {@code separator} between units. */
  ShortWordMerger(MergeTable merges, byte[] separator) {
    this.merges = merges;
    this.separator = separator;
  }

  /**
   * Appends the units of a word.
   *
   * @param word the word, of one character or more
   * @param text array that holds its UTF-8
   * @param start index of its first byte there
   * @param length its bytes there, at most {@link #LONGEST_WORD}
   * @param result receives the units
   */
  void append(String word, byte[] text, int start, int length, ByteText result) {
    setCharacters(word, length);
    if (word.codePointCount(0, word.length()) > 1) {
      rankAll();
      for (int best = bestRank(); best != NO_RANK; best = bestRank()) {
        mergeAll(best);
      }
    }
    for (int i = 0; i < size; i++) {
      // In version 0.1 the end of a word may be left as a symbol without text.
      if (starts[i + 1] > starts[i]) {
        if (i > 0) {
          result.append(separator, 0, separator.length);
        }
        result.append(text, start + starts[i], start + starts[i + 1]);
      }
    }
  }

  private void setCharacters(String word, int length) {
    boolean endIsSymbol = merges.version() == BpeCodes.Version.V0_1;
    size = 0;
    int offset = 0;
    for (int i = 0; i < word.length(); ) {
      int character = word.codePointAt(i);
      i += Character.charCount(character);
      symbols[size] = merges.character(character, !endIsSymbol && i == word.length());
      starts[size++] = offset;
      offset += utf8Length(character);
    }
    if (endIsSymbol) {
      symbols[size] = merges.endOfWord();
      starts[size++] = offset;
    }
    starts[size] = length;
  }

  private static int utf8Length(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  private void rankAll() {
    for (int i = 0; i + 1 < size; i++) {
      rank(i);
    }
  }

  private void rank(int left) {
    int rank = merges.rank(symbols[left], symbols[left + 1]);
    ranks[left] = rank < 0 ? NO_RANK : rank;
  }

  private int bestRank() {
    int best = NO_RANK;
    for (int i = 0; i + 1 < size; i++) {
      best = Math.min(best, ranks[i]);
    }
    return best;
  }

  /** Merges all occurrences of a pair, from the left, before new pairs are ranked. */
  private void mergeAll(int best) {
    int merged = merges.merged(best);
    int kept = 0;
    boolean changed = false;
    for (int i = 0; i < size; i++) {
      boolean joined = i + 1 < size && ranks[i] == best;
      symbols[kept] = joined ? merged : symbols[i];
      starts[kept] = starts[i];
      ranks[kept] = ranks[i];
      if (joined) {
        i++;
      }
      if (kept > 0 && (joined || changed)) {
        rank(kept - 1);
      }
      changed = joined;
      kept++;
    }
    starts[kept] = starts[size];
    size = kept;
  }
}
