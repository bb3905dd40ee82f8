package ai.nmt.jbleu;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * BLEU over token ids with one reference and no smoothing, as fairseq's {@code generate} and {@code
 * score} report it.
 *
 * <p>Padding in front and {@code </s>} and padding at the end do not count, and an unknown word of
 * a reference matches nothing, not even an unknown word. Not thread-safe.
 */
public final class FairseqBleu {
  /** The longest n-grams. */
  public static final int ORDER = 4;

  private final int pad;
  private final int endOfSentence;
  private final int unknown;
  private final long[] matches = new long[ORDER];
  private final long[] totals = new long[ORDER];
  private long hypothesisLength;
  private long referenceLength;

  /**
   * Makes a scorer that has seen no sentence.
   *
   * @param pad id of the padding
   * @param endOfSentence id of {@code </s>}
   * @param unknown id of the unknown word
   */
  public FairseqBleu(int pad, int endOfSentence, int unknown) {
    this.pad = pad;
    this.endOfSentence = endOfSentence;
    this.unknown = unknown;
  }

  /**
   * Makes a scorer for single sentences: each order above 1 begins with one match of one.
   *
   * @param pad id of the padding
   * @param endOfSentence id of {@code </s>}
   * @param unknown id of the unknown word
   */
  public static FairseqBleu smoothed(int pad, int endOfSentence, int unknown) {
    FairseqBleu bleu = new FairseqBleu(pad, endOfSentence, unknown);
    Arrays.fill(bleu.matches, 1, ORDER, 1);
    Arrays.fill(bleu.totals, 1, ORDER, 1);
    return bleu;
  }

  /**
   * Adds a sentence.
   *
   * @param reference its reference translation
   * @param hypothesis its translation
   */
  public void add(int[] reference, int[] hypothesis) {
    int[] ref = trim(reference);
    int[] hyp = trim(hypothesis);
    referenceLength += ref.length;
    hypothesisLength += hyp.length;
    for (int n = 1; n <= ORDER; n++) {
      totals[n - 1] += Math.max(0, hyp.length - n + 1);
      matches[n - 1] += matches(ref, hyp, n);
    }
  }

  /**
   * The score.
   *
   * @return BLEU in percent; 0 where an order has no match
   */
  public double score() {
    return score(ORDER);
  }

  private double score(int order) {
    double logs = 0;
    for (int n = 1; n <= order; n++) {
      logs += Math.log(precision(n));
    }
    return 100 * brevityPenalty() * Math.exp(logs / order);
  }

  /**
   * The score with its parts, as fairseq prints it.
   *
   * @return for example {@code BLEU4 = 1.31, 17.3/4.9/0.6/0.1 (BP=0.857, ratio=0.866, syslen=978,
   *     reflen=1129)}
   */
  @Override
  public String toString() {
    return toString(ORDER);
  }

  /**
   * The score of n-grams up to a length, as fairseq prints it.
   *
   * @param order the length, from 1 to {@link #ORDER}
   */
  public String toString(int order) {
    String precisions =
        IntStream.rangeClosed(1, order)
            .mapToObj(n -> Decimals.format(100 * precision(n), 1))
            .collect(Collectors.joining("/"));
    double ratio = referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
    return String.format(
        Locale.ROOT,
        "BLEU%d = %s, %s (BP=%s, ratio=%s, syslen=%d, reflen=%d)",
        order,
        Decimals.format(score(order), 2),
        precisions,
        Decimals.format(brevityPenalty(), 3),
        Decimals.format(ratio, 3),
        hypothesisLength,
        referenceLength);
  }

  private double precision(int n) {
    return totals[n - 1] == 0 ? 0 : (double) matches[n - 1] / totals[n - 1];
  }

  private double brevityPenalty() {
    return hypothesisLength == 0
        ? 0
        : Math.min(1, Math.exp(1 - (double) referenceLength / hypothesisLength));
  }

  /** Without padding in front and end marks; as in fairseq, the first token always stays. */
  private int[] trim(int[] sentence) {
    int begin = 0;
    while (begin < sentence.length && sentence[begin] == pad) {
      begin++;
    }
    int end = sentence.length;
    while (end > begin + 1 && (sentence[end - 1] == pad || sentence[end - 1] == endOfSentence)) {
      end--;
    }
    return Arrays.copyOfRange(sentence, begin, end);
  }

  private long matches(int[] reference, int[] hypothesis, int n) {
    Map<IntBuffer, Integer> left = new HashMap<>();
    for (int i = 0; i + n <= reference.length; i++) {
      IntBuffer ngram = IntBuffer.wrap(reference, i, n);
      if (!hasUnknown(ngram)) {
        left.merge(ngram, 1, Integer::sum);
      }
    }
    long matches = 0;
    for (int i = 0; i + n <= hypothesis.length; i++) {
      IntBuffer ngram = IntBuffer.wrap(hypothesis, i, n);
      int remaining = left.getOrDefault(ngram, 0);
      if (remaining > 0) {
        left.put(ngram, remaining - 1);
        matches++;
      }
    }
    return matches;
  }

  private boolean hasUnknown(IntBuffer ngram) {
    for (int i = ngram.position(); i < ngram.limit(); i++) {
      if (ngram.get(i) == unknown) {
        return true;
      }
    }
    return false;
  }
}
