package ai.nmt.analysis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.batch.Batch;
import ai.nmt.random.SplitMix64;
import ai.nmt.vocab.Dictionary;
import java.util.Arrays;

/**
 * The batch that an analysis looks at.
 *
 * @param batch sentence pairs; with targets
 */
public record Sample(Batch batch) {
  private static final int FIRST_WORD = Dictionary.UNK + 1;

  /**
   * Checks that the batch can be computed with.
   *
   * @throws IllegalArgumentException if it has no sentence or no targets
   */
  public Sample {
    if (batch.isEmpty() || !batch.hasTarget()) {
      throw new IllegalArgumentException("an analysis needs sentence pairs, got " + batch);
    }
  }

  /**
   * Sentence pairs of equally likely tokens, all of the same length.
   *
   * @param sentences B, at least 1
   * @param length S = T in tokens with the end symbol, at least 2
   * @param sourceVocabulary size of the source dictionary, special symbols included
   * @param targetVocabulary size of the target dictionary
   * @param seed equal seeds give equal samples
   * @return the sample
   * @throws IllegalArgumentException where a number is too small
   */
  public static Sample random(
      int sentences, int length, int sourceVocabulary, int targetVocabulary, long seed) {
    int smallest = Math.min(sourceVocabulary, targetVocabulary);
    if (sentences < 1 || length < 2 || smallest <= FIRST_WORD) {
      throw new IllegalArgumentException(
          "a random sample needs at least 1 sentence of 2 tokens and a vocabulary of "
              + (FIRST_WORD + 1)
              + " (--sentences, --length, --vocabulary); got "
              + sentences
              + ", "
              + length
              + " and "
              + smallest);
    }
    SplitMix64 random = new SplitMix64(seed);
    long[] source = tokens(sentences, length, sourceVocabulary, random);
    long[] target = tokens(sentences, length, targetVocabulary, random);
    long[] previous = new long[target.length];
    for (int i = 0; i < target.length; i++) {
      previous[i] = i % length == 0 ? Dictionary.EOS : target[i - 1];
    }
    int[] lengths = new int[sentences];
    Arrays.fill(lengths, length);
    long[] ids = new long[sentences];
    Arrays.setAll(ids, i -> i);
    return new Sample(
        new Batch(
            ids, sentences, length, length, source, lengths, previous, target, sentences * length));
  }

  private static long[] tokens(int sentences, int length, int vocabulary, SplitMix64 random) {
    long[] tokens = new long[sentences * length];
    for (int i = 0; i < tokens.length; i++) {
      boolean end = i % length == length - 1;
      tokens[i] = end ? Dictionary.EOS : random.nextInt(FIRST_WORD, vocabulary);
    }
    return tokens;
  }

  /** (B, S) int64. */
  NDArray source(NDManager owner) {
    return owner.create(batch.source(), new Shape(batch.size(), batch.sourceLength()));
  }

  /** (B, T) int64. */
  NDArray previousOutput(NDManager owner) {
    return owner.create(batch.previousOutput(), new Shape(batch.size(), batch.targetLength()));
  }

  /** (B, T) int64. */
  NDArray target(NDManager owner) {
    return owner.create(batch.target(), new Shape(batch.size(), batch.targetLength()));
  }

  /** Whether position {@code index} of the flat (B, S) source holds a token. */
  boolean isToken(int index) {
    return batch.source()[index] != Dictionary.PAD;
  }
}
