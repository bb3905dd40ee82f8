package ai.nmt.run.translation;

import ai.nmt.vocab.Dictionary;
import ai.nmt.vocab.WhitespaceTokenizer;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ids of whole words: those of a dictionary, and new ones for words that it does not have, so that
 * words made of subwords can be compared as ids.
 */
final class GrowingVocabulary {
  private final Dictionary dictionary;
  private final Map<String, Integer> added = new HashMap<>();

  GrowingVocabulary(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** The ids of a line's words and {@code </s>}. */
  int[] encode(String line) {
    return IntStream.concat(
            WhitespaceTokenizer.split(line).stream().mapToInt(this::id),
            IntStream.of(Dictionary.EOS))
        .toArray();
  }

  private int id(String word) {
    int known = dictionary.id(word);
    if (known != Dictionary.UNK || word.equals(Dictionary.UNK_SYMBOL)) {
      return known;
    }
    return added.computeIfAbsent(word, unseen -> dictionary.size() + added.size());
  }
}
