package ai.nmt.train.guard;

import ai.nmt.batch.Batch;
import ai.nmt.io.Counted;
import ai.nmt.train.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which sentences an update was made of, for messages about it. */
public final class BatchReport {
  /** Sentences of a batch that a message names. */
  private static final int SHOWN_SENTENCES = 20;

  private BatchReport() {}

  /**
   * Describes the update after a progress.
   *
   * @param group the update's batches
   * @param progress what was done before
   * @return update, epoch, and per batch its sentences' numbers, sizes and lengths
   */
  public static String describe(List<Batch> group, Progress progress) {
    String ids =
        group.stream()
            .map(batch -> first(Arrays.stream(batch.ids()).boxed()) + rest(batch))
            .collect(Collectors.joining("; "));
    String sizes = group.stream().map(BatchReport::size).collect(Collectors.joining("; "));
    return "Update %d, epoch %d; sentences of its batches (counted from 0): %s%n%s"
        .formatted(progress.updates() + 1, progress.position().epoch(), ids, sizes);
  }

  private static String size(Batch batch) {
    return "%s, %s, longest target %d, source lengths %s"
        .formatted(
            Counted.of(batch.size(), "sentence"),
            Counted.of(batch.targetTokens(), "target token"),
            batch.targetLength(),
            first(Arrays.stream(batch.sourceLengths()).boxed()) + rest(batch));
  }

  private static String first(Stream<? extends Number> numbers) {
    return numbers.limit(SHOWN_SENTENCES).map(Number::toString).collect(Collectors.joining(", "));
  }

  private static String rest(Batch batch) {
    return batch.size() > SHOWN_SENTENCES ? ", ..." : "";
  }
}
