package ai.nmt.jbleu;

/**
 * How chrF is computed: what its name and signature say.
 *
 * @param characterOrder the largest n of the character n-grams, at least 1
 * @param wordOrder the largest n of the word n-grams, at least 0 (chrF); 2 makes chrF++
 * @param beta how many times more recall counts than precision, at least 0
 * @param lowercase whether texts are lowercased first
 * @param whitespace whether white space counts among the characters
 * @param epsilonSmoothing whether orders without n-grams count as almost zero, as in chrF++.py,
 *     NLTK and Moses, instead of being left out
 */
public record ChrfConfig(
    int characterOrder,
    int wordOrder,
    int beta,
    boolean lowercase,
    boolean whitespace,
    boolean epsilonSmoothing) {

  /**
   * Checks the orders.
   *
   * @throws IllegalArgumentException where a value is out of its range
   */
  public ChrfConfig {
    if (characterOrder < 1) {
      throw new IllegalArgumentException(
          "--chrf-char-order must be at least 1, but is " + characterOrder);
    }
    if (wordOrder < 0) {
      throw new IllegalArgumentException(
          "--chrf-word-order must be at least 0, but is " + wordOrder);
    }
    if (beta < 0) {
      throw new IllegalArgumentException("--chrf-beta must be at least 0, but is " + beta);
    }
  }

  /**
   * sacreBLEU's defaults: chrF2 with characters up to 6-grams.
   *
   * @return the configuration
   */
  public static ChrfConfig defaults() {
    return new ChrfConfig(6, 0, 2, false, false, false);
  }

  /**
   * chrF++: chrF2 with words up to 2-grams.
   *
   * @return the configuration
   */
  public static ChrfConfig plusPlus() {
    return new ChrfConfig(6, 2, 2, false, false, false);
  }
}
