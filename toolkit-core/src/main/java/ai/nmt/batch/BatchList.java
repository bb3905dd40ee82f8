package ai.nmt.batch;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Batches as arrays of sentence numbers, each made when it is asked for: one array holds the
 * numbers of all batches, another where each batch ends, so that a sentence costs 4 bytes.
 */
final class BatchList extends AbstractList<int[]> implements RandomAccess {
  private final int[] sentences;
  private final int[] ends;

  /**
   * Cuts sentences into batches.
   *
   * @param sentences numbers of sentences, not to be changed any more
   * @param ends position after each batch's last sentence, ascending
   */
  BatchList(int[] sentences, int[] ends) {
    this.sentences = sentences;
    this.ends = ends;
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public int[] get(int batch) {
    Objects.checkIndex(batch, ends.length);
    return Arrays.copyOfRange(sentences, batch == 0 ? 0 : ends[batch - 1], ends[batch]);
  }
}
