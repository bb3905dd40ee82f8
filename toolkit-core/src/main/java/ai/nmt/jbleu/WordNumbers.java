package ai.nmt.jbleu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the words of one segment, so that they are compared as numbers. Not thread-safe. */
final class WordNumbers {
  private final Map<String, Integer> numbers = new HashMap<>();

  /** The number of each word: equal words have equal numbers, from 0 on. */
  int[] of(List<String> words) {
    int[] result = new int[words.size()];
    for (int i = 0; i < result.length; i++) {
      Integer known = numbers.putIfAbsent(words.get(i), numbers.size());
      result[i] = known == null ? numbers.size() - 1 : known;
    }
    return result;
  }
}
