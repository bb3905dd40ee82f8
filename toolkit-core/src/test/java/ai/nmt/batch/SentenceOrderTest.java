package ai.nmt.batch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.random.MersenneTwister;
import ai.nmt.random.SplitMix64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SentenceOrderTest {
  /** Sorted by source, then target; 4 comes before 1, which is as long, as it does in the order. */
  @Test
  void shortSourcesFirstThenShortTargets() {
    int[] source = {7, 3, 3, 5, 3};
    int[] target = {2, 4, 1, 9, 4};
    SentenceOrder order =
        SentenceOrder.byLength(new int[] {4, 3, 2, 1, 0}, i -> source[i], i -> target[i]);
    assertThat(order.sentences()).containsExactly(2, 4, 1, 3, 0);
    assertThat(order.groups())
        .containsExactly(
            new LengthGroup(3, 1, 0, 1),
            new LengthGroup(3, 4, 1, 3),
            new LengthGroup(5, 9, 3, 4),
            new LengthGroup(7, 2, 4, 5));

    SentenceOrder shortTargets = order.only(group -> group.target() < 5);
    assertThat(shortTargets.sentences()).containsExactly(2, 4, 1, 0);
    assertThat(shortTargets.groups())
        .containsExactly(
            new LengthGroup(3, 1, 0, 1), new LengthGroup(3, 4, 1, 3), new LengthGroup(7, 2, 3, 4));
    assertThat(order.only(group -> true)).isSameAs(order);
    assertThat(order.only(group -> false).sentences()).isEmpty();
    assertThat(order.first(2)).containsExactly(2, 4);
    assertThat(order.first(9)).hasSize(5);
  }

  @Test
  void nothingHasAnOrder() {
    SentenceOrder none = SentenceOrder.byLength(0, i -> 1, i -> 1, 1);
    assertThat(none.size()).isZero();
    assertThat(none.groups()).isEmpty();
  }

  /** A table with a place for each possible pair of lengths would have 4e18 of them. */
  @Test
  void lengthsMayBeHuge() {
    int[] source = {Integer.MAX_VALUE, 1, Integer.MAX_VALUE, 0};
    int[] target = {Integer.MAX_VALUE, 1, 0, Integer.MAX_VALUE};
    SentenceOrder order = SentenceOrder.byLength(4, i -> source[i], i -> target[i], 1);
    assertThat(order.sentences()).containsExactly(3, 1, 2, 0);
  }

  /** All pairs of lengths differ, so that the table of lengths has to grow many times. */
  @Test
  void allLengthsMayDiffer() {
    int size = 10_000;
    SentenceOrder order = SentenceOrder.byLength(size, i -> (size - i) / 7, i -> i % 7, 1);
    assertThat(order.groups()).hasSize(size);
    assertThat(order.sentences()).isEqualTo(reference(size, i -> (size - i) / 7, i -> i % 7, 1));
  }

  @Test
  void lengthsAreReadOnceFromTheFirstSentenceToTheLast() {
    List<Integer> read = new ArrayList<>();
    IntUnaryOperator length =
        i -> {
          read.add(i);
          return i % 3;
        };
    SentenceOrder order = SentenceOrder.byLength(100, length, i -> 0, 1);
    BatchPlanner.plan(order, "corpus", BatchLimits.defaults().withMaxTokens(20));
    assertThat(read).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  /** Against a sort and a plan that read lengths wherever they need them. */
  @RepeatedTest(100)
  void ordersAndBatchesAreThoseOfTheDefinition(RepetitionInfo repetition) {
    SplitMix64 random = new SplitMix64(repetition.getCurrentRepetition());
    int size = random.nextInt(400);
    int longest = 1 + random.nextInt(40);
    int[] source = IntStream.generate(() -> 1 + random.nextInt(longest)).limit(size).toArray();
    int[] target = IntStream.generate(() -> 1 + random.nextInt(longest)).limit(size).toArray();
    LengthFilter filter =
        new LengthFilter(1 + random.nextInt(longest), 1 + random.nextInt(longest), true);
    BatchLimits limits =
        new BatchLimits(
            random.nextBoolean() ? 0 : longest + random.nextInt(300),
            random.nextBoolean() ? 0 : 1 + random.nextInt(40),
            1 + random.nextInt(16));
    long seed = random.nextInt(100);

    SentenceOrder order = SentenceOrder.byLength(size, i -> source[i], i -> target[i], seed);
    int[] expected = reference(size, i -> source[i], i -> target[i], seed);
    assertThat(order.sentences()).isEqualTo(expected);
    LengthFilter.Result split = filter.apply(order, "corpus");
    int[] kept =
        Arrays.stream(expected)
            .filter(i -> source[i] <= filter.maxSource() && target[i] <= filter.maxTarget())
            .toArray();
    assertThat(split.kept().sentences()).isEqualTo(kept);
    assertThat(split.tooLong().size()).isEqualTo(size - kept.length);
    List<int[]> batches = BatchPlanner.plan(split.kept(), "corpus", limits);
    assertThat(batches.toArray(int[][]::new))
        .isDeepEqualTo(
            batches(kept, i -> Math.max(source[i], target[i]), limits).toArray(int[][]::new));
  }

  private static int[] reference(
      int size, IntUnaryOperator source, IntUnaryOperator target, long seed) {
    return Arrays.stream(new MersenneTwister(seed).permutation(size))
        .boxed()
        .sorted(
            Comparator.comparing((Integer i) -> source.applyAsInt(i))
                .thenComparing(i -> target.applyAsInt(i)))
        .mapToInt(i -> i)
        .toArray();
  }

  /** fairseq's {@code batch_by_size}, sentence after sentence. */
  private static List<int[]> batches(int[] order, IntUnaryOperator length, BatchLimits limits) {
    List<int[]> batches = new ArrayList<>();
    List<Integer> batch = new ArrayList<>();
    for (int sentence : order) {
      long longest = batch.stream().mapToInt(length::applyAsInt).max().orElse(0);
      long tokens = (batch.size() + 1) * Math.max(longest, length.applyAsInt(sentence));
      boolean full =
          batch.size() == limits.maxSentences()
              || (limits.maxTokens() > 0 && tokens > limits.maxTokens());
      if (full && !batch.isEmpty()) {
        int multiple = limits.requiredMultiple();
        int end = Math.max(multiple * (batch.size() / multiple), batch.size() % multiple);
        batches.add(batch.subList(0, end).stream().mapToInt(i -> i).toArray());
        batch = new ArrayList<>(batch.subList(end, batch.size()));
      }
      batch.add(sentence);
    }
    if (!batch.isEmpty()) {
      batches.add(batch.stream().mapToInt(i -> i).toArray());
    }
    return batches;
  }
}
