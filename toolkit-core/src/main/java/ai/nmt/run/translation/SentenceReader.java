package ai.nmt.run.translation;

import ai.nmt.io.InvalidLineException;
import ai.nmt.io.Utf8Lines;
import ai.nmt.vocab.Dictionary;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes sentences of a stream's lines, and finds the lines that cannot be translated. */
final class SentenceReader {
  private final Utf8Lines text;
  private final UnaryOperator<String> preparation;
  private final Dictionary source;
  private final Limits limits;
  private long lines;

  /**
   * How long a line may be; 0 is no limit.
   *
   * @param characters most code points of a line
   * @param positions most source tokens of the model, {@code </s>} included
   * @param batchTokens most tokens of a batch
   */
  record Limits(int characters, int positions, int batchTokens) {}

  /**
   * A line.
   *
   * @param id its number, counted from 0
   * @param tokens source token ids, the last one {@code </s>}
   * @param fault why it cannot be translated; null where it can
   * @param tooManyTokens whether that is its number of tokens
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared or changed
  record Line(long id, int[] tokens, String fault, boolean tooManyTokens) {
    boolean isUsable() {
      return fault == null;
    }
  }

  SentenceReader(
      Utf8Lines text, UnaryOperator<String> preparation, Dictionary source, Limits limits) {
    this.text = text;
    this.preparation = preparation;
    this.source = source;
    this.limits = limits;
  }

  /** The next line; nothing at the end. Waits for it where the stream is a dialogue. */
  Optional<Line> next() {
    String line;
    try {
      if (!text.hasNext()) {
        return Optional.empty();
      }
      line = text.next();
    } catch (InvalidLineException e) {
      return Optional.of(unusable("it is not valid UTF-8; iconv -t UTF-8 converts other texts"));
    }
    int length = line.codePointCount(0, line.length());
    if (limits.characters > 0 && length > limits.characters) {
      return Optional.of(
          unusable(
              "it has %,d characters, at most %,d are allowed (--max-line-length)"
                  .formatted(length, limits.characters)));
    }
    int[] tokens = source.encode(preparation.apply(line));
    String tooLong = tooLong(tokens.length);
    return Optional.of(new Line(lines++, tokens, tooLong, tooLong != null));
  }

  private Line unusable(String fault) {
    return new Line(lines++, new int[] {Dictionary.EOS}, fault, false);
  }

  private String tooLong(int length) {
    if (length > limits.positions) {
      return "it has %,d tokens, </s> included, the model takes at most %,d (--max-source-positions)"
          .formatted(length, limits.positions);
    }
    return limits.batchTokens > 0 && length > limits.batchTokens
        ? "it has %,d tokens, </s> included, a batch at most %,d (--max-tokens)"
            .formatted(length, limits.batchTokens)
        : null;
  }
}
