package ai.nmt.jbleu;

/**
 * How TER is computed: what its signature says.
 *
 * @param normalized whether punctuation is split off and entities are decoded
 * @param noPunctuation whether punctuation is removed
 * @param asianSupport whether normalisation and removal also cover Chinese characters and Asian
 *     punctuation
 * @param caseSensitive whether words that differ in case differ
 */
public record TerConfig(
    boolean normalized, boolean noPunctuation, boolean asianSupport, boolean caseSensitive) {

  /**
   * Tercom's and sacreBLEU's defaults: words as they stand, in lower case.
   *
   * @return the configuration
   */
  public static TerConfig defaults() {
    return new TerConfig(false, false, false, false);
  }
}
