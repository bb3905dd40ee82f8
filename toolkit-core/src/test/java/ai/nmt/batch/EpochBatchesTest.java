package ai.nmt.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EpochBatchesTest {
  private static final List<int[]> TEN =
      IntStream.range(0, 10).mapToObj(i -> new int[] {2 * i, 2 * i + 1}).toList();

  @Test
  void everySentenceOncePerEpochInANewOrder() {
    EpochBatches batches = EpochBatches.shuffled(TEN, 3);
    int[] first = flatten(batches.epoch(1));
    int[] second = flatten(batches.epoch(2));
    assertThat(first).containsExactlyInAnyOrder(IntStream.range(0, 20).toArray());
    assertThat(second).containsExactlyInAnyOrder(IntStream.range(0, 20).toArray());
    assertThat(first).isNotEqualTo(second).isEqualTo(flatten(batches.epoch(1)));
  }

  /** Epoch e with seed s is shuffled as {@code numpy.random.seed(s + e)} shuffles; here seed 0. */
  @Test
  void orderIsThatOfSeedPlusEpoch() {
    List<int[]> epoch = EpochBatches.shuffled(TEN, -1).epoch(1);
    assertThat(epoch.stream().mapToInt(batch -> batch[0] / 2))
        .containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
  }

  @Test
  void aCurriculumBeginsInOrder() {
    EpochBatches batches = EpochBatches.shuffled(TEN, 3);
    EpochBatches curriculum = batches.withCurriculum(2);
    for (int epoch = 1; epoch <= 2; epoch++) {
      assertThat(flatten(curriculum.epoch(epoch))).isEqualTo(IntStream.range(0, 20).toArray());
    }
    assertThat(flatten(curriculum.epoch(3))).isEqualTo(flatten(batches.epoch(3)));
    assertThat(flatten(curriculum.shard(2, 1).epoch(1)))
        .containsExactly(2, 3, 6, 7, 10, 11, 14, 15, 18, 19);
  }

  @Test
  void shardsDealTheEpochOut() {
    EpochBatches batches = EpochBatches.shuffled(TEN, 3);
    List<int[]> whole = batches.epoch(1);
    for (int count = 1; count <= 12; count++) {
      int sentences = 0;
      for (int rank = 0; rank < count; rank++) {
        EpochBatches shard = batches.shard(count, rank);
        List<int[]> part = shard.epoch(1);
        assertThat(part).hasSize((10 + count - 1) / count).hasSize(shard.size());
        for (int i = 0; i < part.size(); i++) {
          int number = rank + i * count;
          assertThat(part.get(i)).isEqualTo(number < 10 ? whole.get(number) : new int[0]);
          sentences += part.get(i).length;
        }
      }
      assertThat(sentences).isEqualTo(20);
    }
  }

  @Test
  void impossibleShardIsRefused() {
    EpochBatches batches = EpochBatches.inOrder(TEN);
    assertThatThrownBy(() -> batches.shard(2, 2)).hasMessageContaining("2 of 2");
  }

  @Test
  void resumingIsContinuing() {
    EpochBatches batches = EpochBatches.shuffled(TEN, 3);
    List<Batch> whole = run(batches, IteratorPosition.start(), 10);
    for (int cut = 0; cut <= 10; cut++) {
      List<Batch> parts = new ArrayList<>(run(batches, IteratorPosition.start(), cut));
      parts.addAll(run(batches, new IteratorPosition(1, cut), 10 - cut));
      assertThat(parts).isEqualTo(whole);
    }
  }

  @Test
  void positionCountsWhatWasTakenNotWhatIsPrepared() {
    try (BatchIterator iterator =
        EpochBatches.inOrder(TEN)
            .iterator(new IteratorPosition(4, 2), EpochBatchesTest::batch, 5)) {
      assertThat(iterator.position()).isEqualTo(new IteratorPosition(4, 2));
      assertThat(iterator.next(3)).hasSize(3);
      assertThat(iterator.position()).isEqualTo(new IteratorPosition(4, 5));
      assertThat(iterator.next(100)).hasSize(5);
      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
      assertThat(iterator.position().nextEpoch()).isEqualTo(new IteratorPosition(5, 0));
    }
  }

  @Test
  void fillersComeAsEmptyBatches() {
    EpochBatches last = EpochBatches.inOrder(TEN).shard(3, 2);
    List<Batch> batches = run(last, IteratorPosition.start(), last.size());
    assertThat(batches).hasSize(4);
    assertThat(batches.get(3)).isEqualTo(Batch.empty());
  }

  @Test
  void noMoreIsPreparedThanAllowed() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Function<int[], Batch> counting =
        ids -> {
          made.incrementAndGet();
          return batch(ids);
        };
    try (BatchIterator iterator =
        EpochBatches.inOrder(TEN).iterator(IteratorPosition.start(), counting, 2)) {
      iterator.next();
      Thread.sleep(100);
      // One taken, two waiting, one in the hand of the background thread.
      assertThat(made.get()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void errorsOfTheBackgroundThreadReachTheConsumerInTheirPlace() {
    IllegalStateException damaged = new IllegalStateException("damaged");
    Function<int[], Batch> failing =
        ids -> {
          if (ids[0] == 6) {
            throw damaged;
          }
          return batch(ids);
        };
    try (BatchIterator iterator =
        EpochBatches.inOrder(TEN).iterator(IteratorPosition.start(), failing, 4)) {
      iterator.next(3);
      assertThat(catchThrowable(iterator::next)).isSameAs(damaged);
      assertThat(iterator.position().batchesDone()).isEqualTo(3);
    }
  }

  @Test
  void closingEndsTheBackgroundThread() {
    BatchIterator iterator =
        EpochBatches.inOrder(TEN).iterator(new IteratorPosition(77, 0), EpochBatchesTest::batch, 1);
    iterator.next();
    iterator.close();
    iterator.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("batches-of-epoch-77"));
    assertThatThrownBy(iterator::next).hasMessageContaining("closed");
  }

  @Test
  void positionBeyondTheEpochIsRefused() {
    EpochBatches batches = EpochBatches.inOrder(TEN);
    assertThatThrownBy(
            () -> batches.iterator(new IteratorPosition(1, 11), EpochBatchesTest::batch, 1))
        .hasMessageContaining("11 batches of epoch 1 are done, but the epoch has only 10");
    assertThatThrownBy(() -> new IteratorPosition(0, 0)).hasMessageContaining("epoch from 1 on");
  }

  private static List<Batch> run(EpochBatches batches, IteratorPosition start, int count) {
    try (BatchIterator iterator = batches.iterator(start, EpochBatchesTest::batch, 3)) {
      return IntStream.range(0, count).mapToObj(i -> iterator.next()).toList();
    }
  }

  private static Batch batch(int[] ids) {
    int[] lengths = new int[ids.length];
    Arrays.fill(lengths, 1);
    long[] tokens = LongStream.generate(() -> 2).limit(ids.length).toArray();
    return new Batch(
        Arrays.stream(ids).asLongStream().toArray(),
        ids.length,
        1,
        1,
        tokens,
        lengths,
        tokens,
        tokens,
        ids.length);
  }

  private static int[] flatten(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }
}
