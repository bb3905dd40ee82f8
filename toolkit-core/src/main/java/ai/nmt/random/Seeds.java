package ai.nmt.random;

/**
 * Named seed streams: every random decision of the toolkit takes its seed from the run's seed, the
 * purpose and the counters that identify the decision, never from a shared generator's past.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * Derives a seed.
   *
   * @param seed the run's seed ({@code --seed})
   * @param purpose the stream's name, for example {@code "dropout"}
   * @param counters what identifies the decision within the stream, for example update, micro-batch
   *     and rank
   * @return a 64-bit seed
   */
  public static long derive(long seed, String purpose, long... counters) {
    long hash = SplitMix64.mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      hash = SplitMix64.mix(hash * 31 + purpose.charAt(i));
    }
    for (long counter : counters) {
      hash = SplitMix64.mix(hash * 31 + counter);
    }
    return hash;
  }
}
