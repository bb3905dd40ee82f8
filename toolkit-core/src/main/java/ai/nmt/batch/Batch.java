package ai.nmt.batch;

import ai.nmt.vocab.Dictionary;
import java.util.Arrays;
import java.util.List;

/**
 * A mini-batch of sentence pairs as padded rows of token ids, longest source first.
 *
 * <p>Shapes: B sentences, S source time, T target time; matrices are flat and row-major. The arrays
 * belong to the batch and are not to be changed.
 *
 * @param ids (B) the sentences' numbers in their corpus
 * @param size B; 0 for the filler that a short shard gets
 * @param sourceLength S, the longest source's length, its {@code </s>} included
 * @param targetLength T, the longest target's length, its {@code </s>} included; 0 without targets
 * @param source (B, S) source tokens, padded on the left unless the collator was told otherwise
 * @param sourceLengths (B) number of source tokens, padding excluded, descending
 * @param previousOutput (B, T) the decoder's input: each target with its {@code </s>} moved to the
 *     front
 * @param target (B, T) target tokens, padded on the right unless the collator was told otherwise
 * @param targetTokens number of target tokens, padding excluded; without targets the number of
 *     source tokens
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the elements
public record Batch(
    long[] ids,
    int size,
    int sourceLength,
    int targetLength,
    long[] source,
    int[] sourceLengths,
    long[] previousOutput,
    long[] target,
    int targetTokens) {

  /**
   * Checks that the arrays have the announced shapes.
   *
   * @throws IllegalArgumentException where one has not
   */
  public Batch {
    check("ids", ids.length, size);
    check("source", source.length, size * sourceLength);
    check("sourceLengths", sourceLengths.length, size);
    check("previousOutput", previousOutput.length, size * targetLength);
    check("target", target.length, size * targetLength);
  }

  /**
   * The filler for a shard that has one batch less than the others.
   *
   * @return a batch without sentences
   */
  public static Batch empty() {
    return new Batch(new long[0], 0, 0, 0, new long[0], new int[0], new long[0], new long[0], 0);
  }

  /**
   * Whether the batch is a filler.
   *
   * @return true where it has no sentence
   */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * Whether the batch has references.
   *
   * @return false for a corpus of sources alone
   */
  public boolean hasTarget() {
    return targetLength > 0;
  }

  /**
   * The batch in two parts that are padded as it is.
   *
   * @return the first half of the sentences and the others
   * @throws IllegalStateException where there are fewer than two sentences
   */
  public List<Batch> halves() {
    if (size < 2) {
      throw new IllegalStateException("a batch of " + size + " sentences has no halves");
    }
    return List.of(rows(0, size / 2), rows(size / 2, size));
  }

  private Batch rows(int from, int to) {
    long[] targets = Arrays.copyOfRange(target, from * targetLength, to * targetLength);
    int[] lengths = Arrays.copyOfRange(sourceLengths, from, to);
    long tokens =
        hasTarget()
            ? Arrays.stream(targets).filter(token -> token != Dictionary.PAD).count()
            : Arrays.stream(lengths).sum();
    return new Batch(
        Arrays.copyOfRange(ids, from, to),
        to - from,
        sourceLength,
        targetLength,
        Arrays.copyOfRange(source, from * sourceLength, to * sourceLength),
        lengths,
        Arrays.copyOfRange(previousOutput, from * targetLength, to * targetLength),
        targets,
        Math.toIntExact(tokens));
  }

  /**
   * The number of source tokens.
   *
   * @return the sum of the source lengths, padding excluded
   */
  public int sourceTokens() {
    return Arrays.stream(sourceLengths).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that
        && size == that.size
        && sourceLength == that.sourceLength
        && targetLength == that.targetLength
        && targetTokens == that.targetTokens
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(source, that.source)
        && Arrays.equals(sourceLengths, that.sourceLengths)
        && Arrays.equals(previousOutput, that.previousOutput)
        && Arrays.equals(target, that.target);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + Arrays.hashCode(source);
  }

  @Override
  public String toString() {
    return "Batch[B=%d, S=%d, T=%d, %d target tokens]"
        .formatted(size, sourceLength, targetLength, targetTokens);
  }

  private static void check(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          name + " needs " + expected + " elements, but has " + length);
    }
  }
}
