package ai.nmt.subword;

import ai.nmt.subword.BpeCodes.Merge;
import ai.nmt.subword.BpeCodes.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Merges ready for use: which pair of symbols has which rank and becomes which symbol. */
final class MergeTable {
  private static final int UNKNOWN = -1;

  /** Characters whose symbols are found without a string: up to the alphabets of two bytes. */
  private static final int COMMON_CHARACTERS = 0x800;

  private final Version version;
  private final Map<String, Integer> symbols = new HashMap<>();
  private final PairTable ranks;
  private final int[] merged;
  private final Map<String, Merge> reverse = new HashMap<>();
  private final int[] commonInside = new int[COMMON_CHARACTERS];
  private final int[] commonLast = new int[COMMON_CHARACTERS];

  MergeTable(BpeCodes codes) {
    version = codes.version();
    ranks = new PairTable(codes.merges().size());
    merged = new int[codes.merges().size()];
    // Backwards, so that of equal merges the first counts.
    for (int rank = merged.length - 1; rank >= 0; rank--) {
      Merge merge = codes.merges().get(rank);
      merged[rank] = symbol(merge.merged());
      ranks.put(PairTable.key(symbol(merge.left()), symbol(merge.right())), rank);
      reverse.put(merge.merged(), merge);
    }
    for (int character = 0; character < COMMON_CHARACTERS; character++) {
      commonInside[character] = find(character, false);
      commonLast[character] = find(character, true);
    }
  }

  Version version() {
    return version;
  }

  /**
   * The symbol of a character, with the end-of-word mark as part of it or not; less than 0: none.
   */
  int character(int codePoint, boolean endsWord) {
    if (codePoint < COMMON_CHARACTERS) {
      return endsWord ? commonLast[codePoint] : commonInside[codePoint];
    }
    return find(codePoint, endsWord);
  }

  private int find(int codePoint, boolean endsWord) {
    String text = Character.toString(codePoint);
    return symbols.getOrDefault(endsWord ? text + BpeCodes.END_OF_WORD : text, UNKNOWN);
  }

  /** The symbol of the end-of-word mark alone, as in version 0.1; less than 0: none. */
  int endOfWord() {
    return symbols.getOrDefault(BpeCodes.END_OF_WORD, UNKNOWN);
  }

  /** The symbol that the pair of a rank becomes. */
  int merged(int rank) {
    return merged[rank];
  }

  private int symbol(String text) {
    return symbols.computeIfAbsent(text, key -> symbols.size());
  }

  /** The merge that makes a symbol, or null. */
  Merge undo(String symbol) {
    return reverse.get(symbol);
  }

  /**
   * Cuts a word into units; the end-of-word mark is not part of them.
   *
   * @param word a word, not empty
   * @param isDropped whether to leave out a merge this time; asked anew for each pair at each step
   */
  List<String> split(String word, BooleanSupplier isDropped) {
    Row row = new Row(word);
    while (row.mergeBestPair(isDropped)) {
      row.offerChanged();
    }
    return row.units();
  }

  /** The rank of a pair of symbols, or -1 if it has none. */
  int rank(int left, int right) {
    return left < 0 || right < 0 ? -1 : ranks.get(PairTable.key(left, right));
  }

  /**
   * A word being merged: symbols in a doubly linked list, and a heap of the pairs with ranks.
   *
   * <p>All occurrences of the best pair are merged before new pairs are looked at, as in
   * subword-nmt.
   */
  private final class Row {
    private final String word;
    private final int[] symbol;
    private final int[] start;
    private final int[] next;
    private final int[] previous;
    private final LongHeap pairs;
    private final IntegerList changed = new IntegerList();
    private final IntegerList dropped = new IntegerList();

    Row(String word) {
      this.word = word;
      int characters = word.codePointCount(0, word.length());
      int length = version == Version.V0_1 ? characters + 1 : characters;
      symbol = new int[length];
      start = new int[length];
      next = new int[length];
      previous = new int[length];
      pairs = new LongHeap(length);
      int offset = 0;
      for (int i = 0; i < length; i++) {
        String text = i == characters ? "" : Character.toString(word.codePointAt(offset));
        String mark = i == length - 1 ? BpeCodes.END_OF_WORD : "";
        symbol[i] = symbols.getOrDefault(text + mark, UNKNOWN);
        start[i] = offset;
        next[i] = i + 1;
        previous[i] = i - 1;
        offset += text.length();
      }
      for (int i = 0; i + 1 < length; i++) {
        offer(i);
      }
    }

    /**
     * Merges all occurrences of the pair with the lowest rank that is not dropped; false if there
     * is none.
     *
     * <p>Pairs are asked in the order of ranks, and only until one is not dropped: those behind it
     * would not be merged in this step, so their chance does not matter.
     */
    boolean mergeBestPair(BooleanSupplier isDropped) {
      int best = -1;
      long previousEntry = -1;
      while (!pairs.isEmpty() && (best < 0 || rankOf(pairs.top()) == best)) {
        long entry = pairs.pop();
        int left = (int) entry;
        // Entries of symbols that have changed since are stale, and a pair may be there twice.
        if (entry == previousEntry || !isCurrent(left, rankOf(entry))) {
          continue;
        }
        previousEntry = entry;
        if (isDropped.getAsBoolean()) {
          dropped.add(left);
        } else {
          best = rankOf(entry);
          join(left, next[left], best);
        }
      }
      return best >= 0;
    }

    /** Makes the pairs known that the last step has made or left out. */
    void offerChanged() {
      for (int i = 0; i < changed.size(); i++) {
        int at = changed.get(i);
        if (symbol[at] != DEAD) {
          offerAround(at);
        }
      }
      changed.truncate(0);
      for (int i = 0; i < dropped.size(); i++) {
        int at = dropped.get(i);
        if (symbol[at] != DEAD && next[at] < symbol.length) {
          offer(at);
        }
      }
      dropped.truncate(0);
    }

    private boolean isCurrent(int left, int wanted) {
      return symbol[left] != DEAD && next[left] < symbol.length && rank(left) == wanted;
    }

    private int rank(int left) {
      return MergeTable.this.rank(symbol[left], symbol[next[left]]);
    }

    private static int rankOf(long entry) {
      return (int) (entry >>> 32);
    }

    private void offer(int left) {
      int rank = rank(left);
      if (rank >= 0) {
        pairs.push((long) rank << 32 | left);
      }
    }

    private void offerAround(int at) {
      if (previous[at] >= 0) {
        offer(previous[at]);
      }
      if (next[at] < symbol.length) {
        offer(at);
      }
    }

    private void join(int left, int right, int rank) {
      symbol[left] = merged[rank];
      symbol[right] = DEAD;
      next[left] = next[right];
      if (next[right] < symbol.length) {
        previous[next[right]] = left;
      }
      changed.add(left);
    }

    List<String> units() {
      List<String> units = new ArrayList<>();
      for (int i = 0; i < symbol.length; i = next[i]) {
        int end = next[i] < symbol.length ? start[next[i]] : word.length();
        if (end > start[i]) {
          units.add(word.substring(start[i], end));
        }
      }
      return units;
    }
  }

  private static final int DEAD = -2;
}
