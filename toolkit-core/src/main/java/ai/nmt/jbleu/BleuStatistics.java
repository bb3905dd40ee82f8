package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What BLEU knows of a segment or a corpus: matching and total n-grams of orders 1 to 4, the
 * hypothesis' length and the closest reference's length, all in words.
 *
 * <p>Statistics of segments add up to those of the corpus. Not thread-safe.
 */
final class BleuStatistics {
  /** The largest n of the n-grams. */
  static final int ORDER = 4;

  private final long[] matches = new long[ORDER];
  private final long[] totals = new long[ORDER];
  private long hypothesisLength;
  private long referenceLength;

  /**
   * Adds a segment.
   *
   * @param hypothesis the hypothesis' words
   * @param references the words of each reference, at least one
   */
  void add(List<String> hypothesis, List<List<String>> references) {
    hypothesisLength += hypothesis.size();
    referenceLength += closestLength(hypothesis.size(), references);
    for (int n = 1; n <= ORDER; n++) {
      totals[n - 1] += Math.max(0, hypothesis.size() - n + 1);
      matches[n - 1] += matches(hypothesis, references, n);
    }
  }

  long matches(int order) {
    return matches[order - 1];
  }

  long total(int order) {
    return totals[order - 1];
  }

  long hypothesisLength() {
    return hypothesisLength;
  }

  long referenceLength() {
    return referenceLength;
  }

  /** The length nearest to the hypothesis'; of two equally near ones the shorter. */
  private static int closestLength(int length, List<List<String>> references) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int distance = Math.abs(reference.size() - length);
      int best = Math.abs(closest - length);
      if (distance < best || (distance == best && reference.size() < closest)) {
        closest = reference.size();
      }
    }
    return closest;
  }

  /** The hypothesis' n-grams, each counted at most as often as in the reference that has most. */
  private static long matches(List<String> hypothesis, List<List<String>> references, int n) {
    Map<List<String>, Integer> allowed = new HashMap<>();
    for (List<String> reference : references) {
      count(reference, n).forEach((ngram, count) -> allowed.merge(ngram, count, Math::max));
    }
    long matches = 0;
    for (Map.Entry<List<String>, Integer> entry : count(hypothesis, n).entrySet()) {
      matches += Math.min(entry.getValue(), allowed.getOrDefault(entry.getKey(), 0));
    }
    return matches;
  }

  private static Map<List<String>, Integer> count(List<String> words, int n) {
    // Views of one unchanging list: cheap, and equal where their words are.
    List<String> fixed = Collections.unmodifiableList(new ArrayList<>(words));
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + n <= fixed.size(); i++) {
      counts.merge(fixed.subList(i, i + n), 1, Integer::sum);
    }
    return counts;
  }
}
