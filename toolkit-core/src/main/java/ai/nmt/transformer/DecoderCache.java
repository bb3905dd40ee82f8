package ai.nmt.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.nn.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keys and values of incremental decoding. Those of the positions so far lie in one buffer for all
 * layers that grows by doubling and is written in place; those of the encoder's output are kept
 * once per sentence, however many rows attend to it.
 */
final class DecoderCache implements AutoCloseable {
  private static final int FIRST_CAPACITY = 32;

  private final NDManager manager;
  private final long layers;
  private final long dim;
  private NDArray positions;
  private long allocatedRows;
  private long capacity;
  private int step;
  private int[] sentenceOfRow;
  private List<NDArray> memory;
  private NDArray paddingMask;
  private int[] sentenceOfGroup;

  /** Takes over the keys and values, which belong to {@code manager}. */
  DecoderCache(NDManager manager, List<NDArray> memory, NDArray paddingMask, int dim) {
    this.manager = manager;
    this.layers = memory.size();
    this.dim = dim;
    this.memory = memory;
    this.paddingMask = paddingMask;
    this.sentenceOfRow = identity(Math.toIntExact(paddingMask.getShape().get(0)));
    this.sentenceOfGroup = sentenceOfRow;
    allocate(sentenceOfRow.length, FIRST_CAPACITY);
  }

  int rows() {
    return sentenceOfRow.length;
  }

  int step() {
    return step;
  }

  NDArray positions() {
    return positions;
  }

  NDArray memory(int layer) {
    return memory.get(layer);
  }

  NDArray paddingMask() {
    return paddingMask;
  }

  /** Makes room for one more position. */
  void reserveStep() {
    if (step == capacity) {
      grow(allocatedRows, 2 * capacity);
    }
  }

  /** Counts the position that all layers have written. */
  void endStep() {
    step++;
  }

  /** Row r continues the old row {@code rows[r]}. */
  void reorder(int[] rows) {
    if (rows.length > allocatedRows) {
      grow(rows.length, capacity);
    }
    int[] moved = identity(rows.length);
    moved = Arrays.stream(moved).filter(row -> rows[row] != row).toArray();
    if (moved.length > 0 && step > 0) {
      try (NDManager scope = manager.newSubManager()) {
        NDArray source = ids(scope, Arrays.stream(moved).map(row -> rows[row]).toArray());
        Kernels.call(scope, "reorder", positions, source, ids(scope, moved), (long) step);
      }
    }
    int[] old = sentenceOfRow;
    sentenceOfRow = Arrays.stream(rows).map(row -> old[row]).toArray();
    regroup();
  }

  /** Keeps the encoder's keys and values of the sentences that rows still attend to. */
  private void regroup() {
    int[] wanted = groups(sentenceOfRow);
    if (Arrays.equals(wanted, sentenceOfGroup)) {
      return;
    }
    int[] present = sentenceOfGroup;
    int[] index = Arrays.stream(wanted).map(sentence -> indexOf(present, sentence)).toArray();
    try (NDManager scope = manager.newSubManager()) {
      NDArray rows = ids(scope, index);
      List<NDArray> kept = new ArrayList<>();
      for (NDArray one : memory) {
        kept.add(Kernels.call(manager, "select_rows", one, rows));
        one.close();
      }
      memory = kept;
      NDArray mask = Kernels.call(manager, "select_rows", paddingMask, rows);
      paddingMask.close();
      paddingMask = mask;
    }
    sentenceOfGroup = wanted;
  }

  /** The sentence of each group where rows form groups of equal size, else of each row. */
  private static int[] groups(int[] sentences) {
    int[] starts =
        IntStream.range(0, sentences.length)
            .filter(row -> row == 0 || sentences[row] != sentences[row - 1])
            .toArray();
    if (starts.length == 0 || sentences.length % starts.length != 0) {
      return sentences;
    }
    int size = sentences.length / starts.length;
    for (int group = 0; group < starts.length; group++) {
      if (starts[group] != group * size) {
        return sentences;
      }
    }
    return Arrays.stream(starts).map(row -> sentences[row]).toArray();
  }

  private static int indexOf(int[] values, int value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    throw new IllegalStateException("sentence " + value + " has left the cache");
  }

  private void grow(long rows, long newCapacity) {
    NDArray old = positions;
    allocate(rows, newCapacity);
    try (NDManager scope = manager.newSubManager()) {
      Kernels.call(scope, "copy_used", old, positions, (long) step);
    }
    old.close();
  }

  private void allocate(long rows, long newCapacity) {
    // In the number format of the model, which is that of the encoder's keys and values.
    positions =
        Kernels.call(
            manager, "empty_cache", memory.get(0), new long[] {layers, rows, newCapacity, 2 * dim});
    allocatedRows = rows;
    capacity = newCapacity;
  }

  private static NDArray ids(NDManager scope, int[] values) {
    return scope.create(Arrays.stream(values).asLongStream().toArray());
  }

  private static int[] identity(int size) {
    return IntStream.range(0, size).toArray();
  }

  @Override
  public void close() {
    manager.close();
  }
}
