package ai.nmt.translate;

import ai.nmt.batch.Batch;
import ai.nmt.vocab.Dictionary;
import java.util.Arrays;

/** The sentences of a batch without their padding. */
final class BatchRows {
  private BatchRows() {}

  /** Source token ids of sentence {@code row}. */
  static int[] source(Batch batch, int row) {
    return withoutPadding(batch.source(), row, batch.sourceLength());
  }

  /** Target token ids of sentence {@code row}; empty where the batch has no references. */
  static int[] target(Batch batch, int row) {
    return withoutPadding(batch.target(), row, batch.targetLength());
  }

  private static int[] withoutPadding(long[] tokens, int row, int length) {
    return Arrays.stream(tokens, row * length, (row + 1) * length)
        .filter(token -> token != Dictionary.PAD)
        .mapToInt(Math::toIntExact)
        .toArray();
  }
}
