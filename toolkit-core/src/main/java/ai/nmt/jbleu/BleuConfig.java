package ai.nmt.jbleu;

/**
 * How BLEU is computed: what its signature says.
 *
 * @param tokenizer how texts are split into words
 * @param lowercase whether texts are lowercased first
 * @param smoothing what stands in for precisions of zero
 * @param effectiveOrder whether n-gram orders that a short hypothesis cannot have are left out of
 *     the mean
 */
public record BleuConfig(
    BleuTokenizer tokenizer, boolean lowercase, Smoothing smoothing, boolean effectiveOrder) {

  /**
   * sacreBLEU's defaults: 13a, case-sensitive, exponential smoothing, all four orders.
   *
   * @return the configuration
   */
  public static BleuConfig defaults() {
    return new BleuConfig(
        BleuTokenizer.V13A, false, Smoothing.defaults(Smoothing.Method.EXP), false);
  }

  /**
   * The configuration for scores of single sentences, which sacreBLEU computes with the effective
   * order.
   *
   * @return this configuration with the effective order
   */
  public BleuConfig forSentences() {
    return new BleuConfig(tokenizer, lowercase, smoothing, true);
  }
}
