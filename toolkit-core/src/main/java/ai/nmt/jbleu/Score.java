package ai.nmt.jbleu;

/** A metric's value of a corpus or a segment. */
public sealed interface Score permits BleuScore, ChrfScore, TerScore {

  /**
   * The value.
   *
   * @return the score in percent; of TER, which counts errors, it may be above 100
   */
  double score();

  /**
   * What the score is made of, as sacreBLEU prints it behind the score.
   *
   * @return BLEU's precisions, penalty and lengths; empty with the other metrics
   */
  default String formatParts() {
    return "";
  }

  /**
   * The score alone, as sacreBLEU prints it.
   *
   * @param digits number of digits behind the point ({@code --width}), at least 0
   * @return for example {@code 31.1}
   */
  default String formatScore(int digits) {
    return Decimals.format(score(), digits);
  }

  /**
   * The score with its parts, as sacreBLEU prints it.
   *
   * @param digits number of digits behind the score's point ({@code --width}), at least 0
   * @return for example {@code 31.1 62.4/36.8/24.5/16.7 (BP = 1.000 ratio = 1.015 hyp_len = 7512
   *     ref_len = 7399)}, or {@code 58.9} where there are no parts
   */
  default String format(int digits) {
    return formatParts().isEmpty()
        ? formatScore(digits)
        : formatScore(digits) + " " + formatParts();
  }
}
