package ai.nmt.batch;

import ai.nmt.random.MersenneTwister;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The batches of each epoch, as lists of sentence numbers: shuffled by seed + epoch, dealt out to
 * the shards of a distributed training in turn.
 *
 * <p>The sentences of a batch stay together over all epochs; only the order of the batches changes.
 * For equal seeds the order is fairseq's. An epoch costs 4 bytes a batch: its lists are views of
 * the batches. Immutable and thread-safe as long as nobody changes the given list.
 */
public final class EpochBatches {
  private static final int[] FILLER = {};

  private final List<int[]> batches;
  private final boolean shuffled;
  private final long seed;
  private final int ordered;
  private final int shards;
  private final int shard;

  private EpochBatches(
      List<int[]> batches, boolean shuffled, long seed, int ordered, int shards, int shard) {
    if (shards < 1 || shard < 0 || shard >= shards) {
      throw new IllegalArgumentException(
          "shard must be from 0 to shards - 1, but is " + shard + " of " + shards);
    }
    this.batches = batches;
    this.shuffled = shuffled;
    this.seed = seed;
    this.ordered = ordered;
    this.shards = shards;
    this.shard = shard;
  }

  /**
   * Batches in a new order every epoch, for training.
   *
   * @param batches sentence numbers of each batch
   * @param seed the run's seed
   * @return the batches of a training in one process
   */
  public static EpochBatches shuffled(List<int[]> batches, long seed) {
    return new EpochBatches(batches, true, seed, 0, 1, 0);
  }

  /**
   * Batches in the given order, for validation and generation.
   *
   * @param batches sentence numbers of each batch
   * @return the batches, equal in every epoch
   */
  public static EpochBatches inOrder(List<int[]> batches) {
    return new EpochBatches(batches, false, 0, 0, 1, 0);
  }

  /**
   * One process's part: shard r of n takes batches r, r + n, r + 2n, ...
   *
   * @param count number of shards n, at least 1
   * @param index this shard r, from 0 to n - 1
   * @return the shard; all shards have equally many batches, the last one may be an empty filler
   */
  public EpochBatches shard(int count, int index) {
    return new EpochBatches(batches, shuffled, seed, ordered, count, index);
  }

  /**
   * The same batches, the first epochs in the given order ({@code --curriculum}).
   *
   * @param epochs how many epochs are not shuffled, at least 0
   * @return the batches
   */
  public EpochBatches withCurriculum(int epochs) {
    return new EpochBatches(batches, shuffled, seed, epochs, shards, shard);
  }

  /**
   * The number of batches in an epoch of this shard.
   *
   * @return the number, fillers included
   */
  public int size() {
    return (batches.size() + shards - 1) / shards;
  }

  /**
   * The batches of an epoch.
   *
   * @param epoch the epoch, counted from 1
   * @return sentence numbers of each batch, read from the batches when they are asked for; empty
   *     for a filler
   */
  public List<int[]> epoch(int epoch) {
    boolean inOrder = !shuffled || epoch <= ordered;
    int[] order = inOrder ? null : new MersenneTwister(seed + epoch).permutation(batches.size());
    return new AbstractList<>() {
      @Override
      public int size() {
        return EpochBatches.this.size();
      }

      @Override
      public int[] get(int index) {
        int place = shard + Objects.checkIndex(index, size()) * shards;
        if (place >= batches.size()) {
          return FILLER;
        }
        return batches.get(order == null ? place : order[place]);
      }
    };
  }

  /**
   * Runs through the rest of an epoch with batches prepared ahead on a background thread.
   *
   * @param position where to start
   * @param collate makes a batch of sentence numbers, called on the background thread
   * @param ahead how many batches are prepared ahead, at least 1
   * @return the iterator, to be closed
   * @throws IllegalArgumentException where the position lies beyond the epoch's end
   */
  public BatchIterator iterator(
      IteratorPosition position, Function<int[], Batch> collate, int ahead) {
    return new BatchIterator(epoch(position.epoch()), position, collate, ahead);
  }
}
