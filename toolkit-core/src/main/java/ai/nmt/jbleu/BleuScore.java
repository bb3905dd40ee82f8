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
    long referenceLength) {

  /** Makes the list unmodifiable. */
  public BleuScore {
    precisions = List.copyOf(precisions);
  }

  static BleuScore of(BleuStatistics statistics, Smoothing smoothing, boolean effectiveOrder) {
    long c = statistics.hypothesisLength();
    long r = statistics.referenceLength();
    double penalty = c >= r ? 1 : c > 0 ? Math.exp(1 - (double) r / c) : 0;
    // A single matching n-gram is a matching word.
    if (statistics.matches(1) == 0) {
      return new BleuScore(0, List.of(0.0, 0.0, 0.0, 0.0), penalty, c, r);
    }
    List<Double> precisions = precisions(statistics, smoothing);
    int order = effectiveOrder ? precisions.size() : BleuStatistics.ORDER;
    while (precisions.size() < BleuStatistics.ORDER) {
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
   * The score alone, as sacreBLEU prints it.
   *
   * @param digits number of digits behind the point ({@code --width})
   * @return for example {@code 31.1}
   */
  public String formatScore(int digits) {
    return Decimals.format(score, digits);
  }

  /**
   * The score with its parts, as sacreBLEU prints it.
   *
   * @param digits number of digits behind the score's point ({@code --width})
   * @return for example {@code 31.1 62.4/36.8/24.5/16.7 (BP = 1.000 ratio = 1.015 hyp_len = 7512
   *     ref_len = 7399)}
   */
  public String format(int digits) {
    return formatScore(digits) + " " + formatParts();
  }

  /**
   * The score's parts, as sacreBLEU prints them.
   *
   * @return for example {@code 62.4/36.8/24.5/16.7 (BP = 1.000 ratio = 1.015 hyp_len = 7512 ref_len
   *     = 7399)}
   */
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
  private static List<Double> precisions(BleuStatistics statistics, Smoothing smoothing) {
    List<Double> precisions = new ArrayList<>();
    double halvings = 1;
    for (int n = 1; n <= BleuStatistics.ORDER; n++) {
      boolean added = smoothing.method() == Smoothing.Method.ADD_K && n > 1;
      double matches = statistics.matches(n) + (added ? smoothing.value() : 0);
      double total = statistics.total(n) + (added ? smoothing.value() : 0);
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
