package ai.nmt.batch;

/**
 * How far the training has gone through its data; together with the seed it determines every batch
 * to come.
 *
 * @param epoch the epoch under way, counted from 1
 * @param batchesDone number of this epoch's batches already taken (of one shard), at least 0
 */
public record IteratorPosition(int epoch, int batchesDone) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where one is below its minimum
   */
  public IteratorPosition {
    if (epoch < 1 || batchesDone < 0) {
      throw new IllegalArgumentException(
          "a position needs an epoch from 1 on and at least 0 batches done, but got epoch "
              + epoch
              + " and "
              + batchesDone
              + " batches");
    }
  }

  /**
   * The position of a training that has not begun.
   *
   * @return epoch 1, no batch done
   */
  public static IteratorPosition start() {
    return new IteratorPosition(1, 0);
  }

  /**
   * The beginning of the epoch after this one.
   *
   * @return the next epoch, no batch done
   */
  public IteratorPosition nextEpoch() {
    return new IteratorPosition(epoch + 1, 0);
  }
}
