package ai.nmt.batch;

import ai.nmt.io.InputException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Finds the sentence pairs that are longer than the model has positions for.
 *
 * @param maxSource most tokens of a source, {@code </s>} included ({@code --max-source-positions}),
 *     at least 1
 * @param maxTarget most tokens of a target, {@code </s>} included ({@code --max-target-positions}),
 *     at least 1
 * @param skip whether such pairs are left out and counted; otherwise they are an error
 */
public record LengthFilter(int maxSource, int maxTarget, boolean skip) {
  private static final int SHOWN = 10;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where a limit is below 1
   */
  public LengthFilter {
    if (maxSource < 1 || maxTarget < 1) {
      throw new IllegalArgumentException(
          "--max-source-positions and --max-target-positions must be at least 1, but are "
              + maxSource
              + " and "
              + maxTarget);
    }
  }

  /**
   * fairseq's limits in training: 1,024 positions a side, longer pairs are skipped.
   *
   * @return the filter
   */
  public static LengthFilter defaults() {
    return new LengthFilter(1024, 1024, true);
  }

  /**
   * Splits an order into what the model can read and the rest.
   *
   * @param order sentence pairs
   * @param corpus what they are called in a message
   * @return both parts, each in the given order
   * @throws InputException where a pair is too long and such pairs are not to be skipped
   */
  Result apply(SentenceOrder order, String corpus) {
    Result result = new Result(order.only(this::fits), order.only(group -> !fits(group)));
    if (result.tooLong().size() > 0 && !skip) {
      throw new InputException(
          corpus
              + ": "
              + describe(result.tooLong())
              + "; expected at most "
              + maxSource
              + " source and "
              + maxTarget
              + " target tokens, </s> included. Shorten them, leave them out with"
              + " --skip-invalid-size-inputs-valid-test, or use a model with larger"
              + " --max-source-positions and --max-target-positions");
    }
    return result;
  }

  private boolean fits(LengthGroup group) {
    return group.source() <= maxSource && group.target() <= maxTarget;
  }

  /**
   * Names sentences in one line for a message: how many, and the first numbers.
   *
   * @param tooLong sentence pairs, numbered from 0
   * @return for example {@code "2 sentence pairs are too long: numbers 4, 17 (counted from 0)"}
   */
  static String describe(SentenceOrder tooLong) {
    String first =
        Arrays.stream(tooLong.first(SHOWN))
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    return "%d sentence pair%s too long: number%s %s%s (counted from 0)"
        .formatted(
            tooLong.size(),
            tooLong.size() == 1 ? " is" : "s are",
            tooLong.size() == 1 ? "" : "s",
            first,
            tooLong.size() > SHOWN ? ", ..." : "");
  }

  /**
   * An order split in two.
   *
   * @param kept the pairs that the model can read
   * @param tooLong the others
   */
  record Result(SentenceOrder kept, SentenceOrder tooLong) {}
}
