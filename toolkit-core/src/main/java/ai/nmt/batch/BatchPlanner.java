package ai.nmt.batch;

import ai.nmt.io.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

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
   * @param order numbers of sentences, best sorted by length
   * @param length length of a sentence; for pairs the longer side's
   * @param limits how large a batch may get
   * @return the numbers of each batch's sentences; every number of the order occurs once
   * @throws InputException where a sentence alone is longer than {@link BatchLimits#maxTokens()}
   */
  public static List<int[]> plan(int[] order, IntUnaryOperator length, BatchLimits limits) {
    checkLengths(order, length, limits);
    List<int[]> batches = new ArrayList<>();
    int begin = 0;
    int longest = 0;
    for (int i = 0; i < order.length; i++) {
      int added = length.applyAsInt(order[i]);
      longest = Math.max(longest, added);
      int size = i - begin;
      if (isFull(size, (size + 1L) * longest, limits)) {
        int end = begin + cutBack(size, limits.requiredMultiple());
        batches.add(Arrays.copyOfRange(order, begin, end));
        begin = end;
        longest = longest(order, begin, i + 1, length);
      }
    }
    if (begin < order.length) {
      batches.add(Arrays.copyOfRange(order, begin, order.length));
    }
    return batches;
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

  private static int longest(int[] order, int begin, int end, IntUnaryOperator length) {
    int longest = 0;
    for (int i = begin; i < end; i++) {
      longest = Math.max(longest, length.applyAsInt(order[i]));
    }
    return longest;
  }

  private static void checkLengths(int[] order, IntUnaryOperator length, BatchLimits limits) {
    if (limits.maxTokens() == 0) {
      return;
    }
    int[] tooLong =
        Arrays.stream(order).filter(i -> length.applyAsInt(i) > limits.maxTokens()).toArray();
    if (tooLong.length > 0) {
      throw new InputException(
          LengthFilter.describe(tooLong)
              + "; a batch of --max-tokens "
              + limits.maxTokens()
              + " cannot hold even one of them, the longest has "
              + longest(tooLong, 0, tooLong.length, length)
              + " tokens. Raise --max-tokens or lower --max-source-positions and"
              + " --max-target-positions");
    }
  }
}
