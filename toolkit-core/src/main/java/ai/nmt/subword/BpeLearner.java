package ai.nmt.subword;

import ai.nmt.io.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Learns a byte pair encoding: again and again the most frequent pair of neighbouring symbols
 * becomes one symbol (Sennrich, Haddow and Birch, ACL 2016, algorithm 1).
 *
 * <p>Counts are kept up to date around each merge, in the words that hold it, instead of counted
 * anew. Of equally frequent pairs the greatest by code points is merged.
 */
public final class BpeLearner {
  private static final double INITIAL_SHARE = 10;
  private static final double PRUNING_SCALE = 10_000;
  private static final int PRUNING_INTERVAL = 100;

  private final BpeLearnerOptions options;

  /**
   * Makes a learner.
   *
   * @param options how many merges
   */
  public BpeLearner(BpeLearnerOptions options) {
    this.options = options;
  }

  /**
   * Learns the merges of a text.
   *
   * @param counts the text's words
   * @return codes of version 0.2; fewer than asked for if no pair is frequent enough
   * @throws InputException if there are no words
   */
  public BpeCodes learn(WordCounts counts) {
    if (counts.size() == 0) {
      throw new InputException("there are no words to learn from: the text is empty");
    }
    return new BpeCodes(BpeCodes.Version.V0_2, new Run(counts).learn(options));
  }

  /** The state of learning: words as rows of symbols. */
  private static final class Run {
    private final List<String> symbols = new ArrayList<>();
    private final Map<String, Integer> symbolIds = new HashMap<>();
    private final int[][] words;
    private final long[] frequencies;
    private final int[] occurrences;
    private final PairStatistics statistics = new PairStatistics(this::compareSymbols);

    Run(WordCounts counts) {
      WordTable table = counts.table();
      words = new int[table.size()][];
      frequencies = new long[table.size()];
      occurrences = new int[table.size()];
      for (int i = 0; i < words.length; i++) {
        words[i] = characters(table.word(i));
        frequencies[i] = table.count(i);
        for (int k = 0; k + 1 < words[i].length; k++) {
          statistics.add(words[i][k], words[i][k + 1], i, frequencies[i]);
        }
      }
      statistics.commit();
      statistics.reserveAll();
    }

    private int[] characters(String word) {
      int[] codePoints = word.codePoints().toArray();
      for (int i = 0; i < codePoints.length; i++) {
        String character = Character.toString(codePoints[i]);
        codePoints[i] =
            symbol(i + 1 == codePoints.length ? character + BpeCodes.END_OF_WORD : character);
      }
      return codePoints;
    }

    private int symbol(String text) {
      return symbolIds.computeIfAbsent(
          text,
          key -> {
            symbols.add(key);
            return symbols.size() - 1;
          });
    }

    private int compareSymbols(int left, int right) {
      return left == right ? 0 : CodePointOrder.compare(symbols.get(left), symbols.get(right));
    }

    List<BpeCodes.Merge> learn(BpeLearnerOptions options) {
      int limit = options.symbols() - (options.totalSymbols() ? countCharacters() : 0);
      List<BpeCodes.Merge> merges = new ArrayList<>();
      int first = statistics.mostFrequent();
      double threshold = first < 0 ? 0 : statistics.count(first) / INITIAL_SHARE;
      for (int i = 0; i < limit; i++) {
        int best = statistics.mostFrequent();
        if (best < 0 || (i > 0 && statistics.count(best) < threshold)) {
          statistics.prune(threshold);
          statistics.restore();
          best = statistics.mostFrequent();
          if (best < 0) {
            break;
          }
          // By Zipf's law later merges are rarer; the threshold decides speed.
          threshold = statistics.count(best) * (double) i / (i + PRUNING_SCALE);
          statistics.prune(threshold);
        }
        if (statistics.count(best) < options.minFrequency()) {
          break;
        }
        merges.add(
            new BpeCodes.Merge(
                symbols.get(statistics.left(best)), symbols.get(statistics.right(best))));
        merge(best);
        if (i % PRUNING_INTERVAL == 0) {
          statistics.prune(threshold);
        }
      }
      return merges;
    }

    /** Different characters inside words plus different characters at their ends. */
    private int countCharacters() {
      Set<Integer> characters = new HashSet<>();
      for (int[] word : words) {
        for (int symbol : word) {
          characters.add(symbol);
        }
      }
      return characters.size();
    }

    private void merge(int pair) {
      int left = statistics.left(pair);
      int right = statistics.right(pair);
      int merged = symbol(symbols.get(left) + symbols.get(right));
      IntegerList changes = statistics.takeOccurrences(pair);
      statistics.clearCount(pair);
      for (int i = 0; i < changes.size(); i++) {
        int change = changes.get(i);
        occurrences[change < 0 ? ~change : change] += change < 0 ? -1 : 1;
      }
      for (int i = 0; i < changes.size(); i++) {
        int word = changes.get(i);
        if (word < 0) {
          continue;
        }
        if (occurrences[word] > 0) {
          mergeIn(word, left, right, merged);
        }
        occurrences[word] = 0;
      }
      statistics.clearCount(pair);
      statistics.commit();
    }

    private void mergeIn(int word, int left, int right, int merged) {
      int[] before = words[word];
      forgetNeighbours(word, before, left, right);
      words[word] = replace(before, left, right, merged);
      countNeighbours(word, words[word], merged);
    }

    private void forgetNeighbours(int word, int[] before, int left, int right) {
      long frequency = frequencies[word];
      int i = 0;
      while (i + 1 < before.length) {
        if (before[i] != left || before[i + 1] != right) {
          i++;
          continue;
        }
        if (i > 0) {
          statistics.subtract(before[i - 1], before[i], word, frequency);
        }
        // In A B A B the pair B A is taken out once, as the second occurrence's left neighbour.
        if (i + 2 < before.length
            && (before[i + 2] != left || i + 3 >= before.length || before[i + 3] != right)) {
          statistics.subtract(before[i + 1], before[i + 2], word, frequency);
        }
        i += 2;
      }
    }

    private static int[] replace(int[] before, int left, int right, int merged) {
      int[] after = new int[before.length];
      int length = 0;
      for (int i = 0; i < before.length; i++) {
        if (before[i] == left && i + 1 < before.length && before[i + 1] == right) {
          after[length++] = merged;
          i++;
        } else {
          after[length++] = before[i];
        }
      }
      return Arrays.copyOf(after, length);
    }

    private void countNeighbours(int word, int[] after, int merged) {
      long frequency = frequencies[word];
      for (int i = 0; i < after.length; i++) {
        if (after[i] != merged) {
          continue;
        }
        if (i > 0) {
          statistics.add(after[i - 1], after[i], word, frequency);
        }
        // A pair of two merged symbols is counted as the second one's left neighbour.
        if (i + 1 < after.length && after[i + 1] != merged) {
          statistics.add(after[i], after[i + 1], word, frequency);
        }
      }
    }
  }
}
