package ai.nmt.train.loop;

import ai.nmt.batch.BatchIterator;
import ai.nmt.batch.IteratorPosition;

/** Where the batches of each epoch come from. */
@FunctionalInterface
public interface EpochSource {
  /**
   * Opens the rest of an epoch.
   *
   * @param position the epoch, and how many of its batches are done
   * @return its batches from there on, to be closed
   */
  BatchIterator open(IteratorPosition position);
}
