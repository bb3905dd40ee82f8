package ai.nmt.batch;

import ai.nmt.random.MersenneTwister;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * The order in which sentences are put into batches: ascending source length, then ascending target
 * length, then a random but seeded order, so that sentences of a batch have similar lengths without
 * being neighbours in the text.
 *
 * <p>Needs 4 bytes a sentence, and 4 more while it is made. Lengths are read once, from the first
 * sentence to the last, and then known by {@link LengthGroup}, so that memory-mapped data is not
 * read here and there. Immutable.
 */
public final class SentenceOrder {
  private final int[] sentences;
  private final List<LengthGroup> groups;

  private SentenceOrder(int[] sentences, List<LengthGroup> groups) {
    this.sentences = sentences;
    this.groups = groups;
  }

  /**
   * Orders sentence pairs by both lengths.
   *
   * @param size number of sentence pairs, at least 0
   * @param sourceLength length of the source of a pair
   * @param targetLength length of the target of a pair; the constant 0 without targets
   * @param seed decides among pairs of equal lengths
   * @return the pairs in order
   */
  public static SentenceOrder byLength(
      int size, IntUnaryOperator sourceLength, IntUnaryOperator targetLength, long seed) {
    return byLength(new MersenneTwister(seed).permutation(size), sourceLength, targetLength);
  }

  /**
   * A counting sort: linear in the number of sentences, and equal lengths keep their order.
   *
   * @param order the numbers from 0 on in any order; the array becomes the result's
   */
  static SentenceOrder byLength(
      int[] order, IntUnaryOperator sourceLength, IntUnaryOperator targetLength) {
    LengthCounts counts = new LengthCounts();
    int[] places = new int[order.length];
    for (int sentence = 0; sentence < places.length; sentence++) {
      places[sentence] =
          counts.add(sourceLength.applyAsInt(sentence), targetLength.applyAsInt(sentence));
    }
    List<LengthGroup> groups = counts.groups();
    int[] next = counts.begins(groups);
    for (int sentence : order) {
      places[sentence] = next[places[sentence]]++;
    }
    for (int sentence = 0; sentence < places.length; sentence++) {
      order[places[sentence]] = sentence;
    }
    return new SentenceOrder(order, groups);
  }

  /**
   * The number of sentences.
   *
   * @return 0 or more
   */
  public int size() {
    return sentences.length;
  }

  /**
   * The first sentences.
   *
   * @param count how many are wanted, at least 0
   * @return their numbers in order; fewer where there are no more
   */
  public int[] first(int count) {
    return Arrays.copyOf(sentences, Math.min(count, sentences.length));
  }

  /** The numbers of all sentences in order; not to be changed. */
  int[] sentences() {
    return sentences;
  }

  /** The sentences of equal lengths, in order. */
  List<LengthGroup> groups() {
    return groups;
  }

  /** The sentences of some groups, in order. */
  SentenceOrder only(Predicate<LengthGroup> wanted) {
    int size = groups.stream().filter(wanted).mapToInt(LengthGroup::size).sum();
    if (size == sentences.length) {
      return this;
    }
    int[] chosen = new int[size];
    List<LengthGroup> chosenGroups = new ArrayList<>();
    int begin = 0;
    for (LengthGroup group : groups) {
      if (wanted.test(group)) {
        System.arraycopy(sentences, group.begin(), chosen, begin, group.size());
        chosenGroups.add(group.from(begin));
        begin += group.size();
      }
    }
    return new SentenceOrder(chosen, chosenGroups);
  }
}
