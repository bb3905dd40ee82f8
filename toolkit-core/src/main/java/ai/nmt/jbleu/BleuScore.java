package ai.nmt.jbleu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A BLEU score with its parts (Papineni et al. 2002): with precisions p_n of orders 1 to N = 4,
 * hypothesis length c and reference length r,
 *
 * <pre>{@code
 * BLEU = BP exp(sum_n log(p_n) / N)    BP = min(1, exp(1 - r / c))
 * }</pre>
 *
 * @param score the score, in percent
 * @param precisions the smoothed n-gram precisions of orders 1 to 4, in percent
 * @param brevityPenalty BP, from 0 to 1
 * @param hypothesisLength c, in words
 * @param referenceLength r, in words
 */
public record BleuScore(
    double score,
    List<Double> precisions,
    double brevityPenalty,
    long hypothesisLength,
    long referenceLength)
    implements Score {

  /** Makes the list unmodifiable. */
  public BleuScore {
    precisions = List.copyOf(precisions);
  }

  static BleuScore of(double[] statistics, Smoothing smoothing, boolean effectiveOrder) {
    long c = (long) statistics[Bleu.HYPOTHESIS_LENGTH];
    long r = (long) statistics[Bleu.REFERENCE_LENGTH];
    double penalty = c >= r ? 1 : c > 0 ? Math.exp(1 - (double) r / c) : 0;
    // A single matching n-gram is a matching word.
    if (statistics[Bleu.MATCHES] == 0) {
      return new BleuScore(0, List.of(0.0, 0.0, 0.0, 0.0), penalty, c, r);
    }
    List<Double> precisions = precisions(statistics, smoothing);
    int order = effectiveOrder ? precisions.size() : Bleu.ORDER;
    while (precisions.size() < Bleu.ORDER) {
      precisions.add(0.0);
    }
    double score = penalty * geometricMean(precisions.subList(0, order));
    return new BleuScore(score, precisions, penalty, c, r);
  }

  /**
   * Hypothesis length over reference length.
   *
   * @return the ratio; 0 without references
   */
  public double ratio() {
    return referenceLength == 0 ? 0 : (double) hypothesisLength / referenceLength;
  }

  /**
   * The score's parts, as sacreBLEU prints them.
   *
   * @return for example {@code 62.4/36.8/24.5/16.7 (BP = 1.000 ratio = 1.015 hyp_len = 7512 ref_len
   *     = 7399)}
   */
  @Override
  public String formatParts() {
    return String.format(
        Locale.ROOT,
        "%s (BP = %s ratio = %s hyp_len = %d ref_len = %d)",
        precisions.stream().map(p -> Decimals.format(p, 1)).collect(Collectors.joining("/")),
        Decimals.format(brevityPenalty, 3),
        Decimals.format(ratio(), 3),
        hypothesisLength,
        referenceLength);
  }

  /** The precisions of the orders of which the hypothesis has n-grams. */
  private static List<Double> precisions(double[] statistics, Smoothing smoothing) {
    List<Double> precisions = new ArrayList<>();
    double halvings = 1;
    for (int n = 0; n < Bleu.ORDER; n++) {
      boolean added = smoothing.method() == Smoothing.Method.ADD_K && n > 0;
      double matches = statistics[Bleu.MATCHES + n] + (added ? smoothing.value() : 0);
      double total = statistics[Bleu.TOTALS + n] + (added ? smoothing.value() : 0);
      if (total == 0) {
        break;
      }
      if (matches == 0) {
        halvings *= 2;
        matches =
            switch (smoothing.method()) {
              case EXP -> 1 / halvings;
              case FLOOR -> smoothing.value();
              case ADD_K, NONE -> 0;
            };
      }
      precisions.add(100 * matches / total);
    }
    return precisions;
  }

  private static double geometricMean(List<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).sum() / values.size());
  }
}
