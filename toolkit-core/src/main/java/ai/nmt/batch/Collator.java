package ai.nmt.batch;

import ai.nmt.corpus.ParallelCorpus;
import ai.nmt.corpus.TokenDataset;
import ai.nmt.vocab.Dictionary;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Makes a padded {@link Batch} of sentence numbers, longest source first; of equally long sources
 * the given order stays.
 *
 * <p>Immutable; as thread-safe as its corpus.
 */
public final class Collator {
  private static final int[] NO_TARGET = {};

  private final ParallelCorpus corpus;
  private final Padding padding;

  /**
   * On which side short sentences are filled up.
   *
   * @param leftSource whether sources are padded on the left ({@code --left-pad-source})
   * @param leftTarget whether targets are padded on the left ({@code --left-pad-target})
   */
  public record Padding(boolean leftSource, boolean leftTarget) {
    /**
     * fairseq's padding: sources on the left, targets on the right.
     *
     * @return the padding
     */
    public static Padding defaults() {
      return new Padding(true, false);
    }
  }

  /**
   * Makes a collator.
   *
   * @param corpus where the sentences are read
   * @param padding on which side they are filled up
   */
  public Collator(ParallelCorpus corpus, Padding padding) {
    this.corpus = corpus;
    this.padding = padding;
  }

  /**
   * Makes a collator with fairseq's padding.
   *
   * @param corpus where the sentences are read
   */
  public Collator(ParallelCorpus corpus) {
    this(corpus, Padding.defaults());
  }

  /**
   * Makes a batch.
   *
   * @param sentences numbers of sentences of the corpus
   * @return their batch; {@link Batch#empty()} of no numbers
   */
  public Batch collate(int... sentences) {
    if (sentences.length == 0) {
      return Batch.empty();
    }
    int[] sorted = longestSourceFirst(sentences);
    int[][] sources = read(corpus.source(), sorted);
    int[][] targets = new int[sorted.length][];
    if (corpus.hasTarget()) {
      targets = read(corpus.target(), sorted);
    } else {
      Arrays.fill(targets, NO_TARGET);
    }
    int[] sourceLengths = lengths(sources);
    int sourceLength = sourceLengths[0];
    int targetLength = Arrays.stream(lengths(targets)).max().orElseThrow();
    int targetTokens = Arrays.stream(lengths(targets)).sum();
    return new Batch(
        Arrays.stream(sorted).asLongStream().toArray(),
        sorted.length,
        sourceLength,
        targetLength,
        pad(sources, sourceLength, padding.leftSource()),
        sourceLengths,
        pad(endMovedToFront(targets), targetLength, padding.leftTarget()),
        pad(targets, targetLength, padding.leftTarget()),
        corpus.hasTarget() ? targetTokens : Arrays.stream(sourceLengths).sum());
  }

  private int[] longestSourceFirst(int[] sentences) {
    return Arrays.stream(sentences)
        .boxed()
        .sorted(Comparator.comparingInt(corpus::sourceLength).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int[][] read(TokenDataset dataset, int[] sentences) {
    return Arrays.stream(sentences).mapToObj(dataset::get).toArray(int[][]::new);
  }

  private static int[] lengths(int[][] sentences) {
    return Arrays.stream(sentences).mapToInt(sentence -> sentence.length).toArray();
  }

  /** The decoder's input: what it has written before each token, beginning with the end mark. */
  private static int[][] endMovedToFront(int[][] targets) {
    int[][] moved = new int[targets.length][];
    for (int row = 0; row < targets.length; row++) {
      int[] target = targets[row];
      moved[row] = new int[target.length];
      if (target.length > 0) {
        moved[row][0] = target[target.length - 1];
        System.arraycopy(target, 0, moved[row], 1, target.length - 1);
      }
    }
    return moved;
  }

  /** Rows of equal length, one after the other. */
  private static long[] pad(int[][] sentences, int length, boolean left) {
    long[] padded = new long[sentences.length * length];
    Arrays.fill(padded, Dictionary.PAD);
    for (int row = 0; row < sentences.length; row++) {
      int[] sentence = sentences[row];
      int begin = row * length + (left ? length - sentence.length : 0);
      for (int i = 0; i < sentence.length; i++) {
        padded[begin + i] = sentence[i];
      }
    }
    return padded;
  }
}
