package ai.nmt.vocab;

/**
 * Which of the counted symbols a dictionary keeps.
 *
 * @param threshold symbols seen less often are dropped; 0 keeps all
 * @param maximumSize largest size, the four special symbols included but not the padding; 0 or less
 *     means no limit
 * @param paddingFactor the size is filled up to a multiple of it with {@code madeupwordNNNN}, for
 *     the sake of fast matrix products; 1 fills nothing
 */
public record DictionaryLimits(long threshold, int maximumSize, int paddingFactor) {
  /** Checks the values. */
  public DictionaryLimits {
    if (paddingFactor < 1) {
      throw new IllegalArgumentException(
          "the padding factor is "
              + paddingFactor
              + ", but it must be at least 1 (1 pads nothing); see --padding-factor");
    }
  }

  /**
   * Keeps everything, padded to a multiple of 8.
   *
   * @return the default limits
   */
  public static DictionaryLimits defaults() {
    return new DictionaryLimits(0, 0, 8);
  }
}
