package ai.nmt.batch;

import ai.nmt.io.InputException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts an order of sentences into batches within limits, as fairseq's {@code batch_by_size} does.
 *
 * <p>Sentences are added one by one. Where one more would break a limit, the batch is closed, and
 * cut back to a multiple of {@link BatchLimits#requiredMultiple()} if it has at least so many; what
 * is cut off opens the next batch. The cost of a batch is its number of sentences times the longest
 * length in it. Only with a required multiple above 1 can a batch cost more than the limit: when
 * fewer sentences than the multiple were carried over and a much longer one joins them.
 */
public final class BatchPlanner {
  private BatchPlanner() {}

  /**
   * Plans the batches of an order.
   *
   * @param order the sentences; the length of a pair is its longer side's
   * @param name what messages call the sentences
   * @param limits how large a batch may get
   * @return the numbers of each batch's sentences, made when they are asked for; every sentence of
   *     the order occurs once
   * @throws InputException where a sentence alone is longer than {@link BatchLimits#maxTokens()}
   */
  public static List<int[]> plan(SentenceOrder order, String name, BatchLimits limits) {
    checkLengths(order, name, limits);
    IntStream.Builder ends = IntStream.builder();
    int begin = 0;
    int longest = 0;
    List<LengthGroup> groups = order.groups();
    for (int g = 0; g < groups.size(); g++) {
      LengthGroup group = groups.get(g);
      longest = Math.max(longest, group.longerSide());
      for (int i = group.begin(); i < group.end(); i++) {
        int size = i - begin;
        if (isFull(size, (size + 1L) * longest, limits)) {
          begin += cutBack(size, limits.requiredMultiple());
          ends.add(begin);
          longest = longest(groups, g, begin);
        }
      }
    }
    if (begin < order.size()) {
      ends.add(order.size());
    }
    return new BatchList(order.sentences(), ends.build().toArray());
  }

  /** Whether a batch must be closed before one more sentence makes it cost so many tokens. */
  private static boolean isFull(int size, long tokensWithNext, BatchLimits limits) {
    if (size == 0) {
      return false;
    }
    return size == limits.maxSentences()
        || (limits.maxTokens() > 0 && tokensWithNext > limits.maxTokens());
  }

  private static int cutBack(int size, int multiple) {
    return size < multiple ? size : size - size % multiple;
  }

  /** The longest length from a position on, up to a group that lies there or after it. */
  private static int longest(List<LengthGroup> groups, int last, int begin) {
    int longest = 0;
    for (int g = last; g >= 0 && groups.get(g).end() > begin; g--) {
      longest = Math.max(longest, groups.get(g).longerSide());
    }
    return longest;
  }

  private static void checkLengths(SentenceOrder order, String name, BatchLimits limits) {
    if (limits.maxTokens() == 0) {
      return;
    }
    SentenceOrder tooLong = order.only(group -> group.longerSide() > limits.maxTokens());
    if (tooLong.size() > 0) {
      throw new InputException(
          name
              + ": "
              + LengthFilter.describe(tooLong)
              + "; a batch of --max-tokens "
              + limits.maxTokens()
              + " cannot hold even one of them, the longest has "
              + longest(tooLong.groups(), tooLong.groups().size() - 1, 0)
              + " tokens. Raise --max-tokens (for validation data --max-tokens-valid) or lower"
              + " --max-source-positions and --max-target-positions");
    }
  }
}
