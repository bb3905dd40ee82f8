package ai.nmt.random;

import java.util.random.RandomGenerator;

/**
 * The SplitMix64 generator (Steele, Lea and Flood, OOPSLA 2014): 64 bits of state that can be read
 * and restored, so that a random decision can be repeated exactly.
 *
 * <p>Not thread-safe.
 */
public final class SplitMix64 implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Makes a generator.
   *
   * @param seed any value; equal seeds give equal sequences
   */
  public SplitMix64(long seed) {
    this.state = seed;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * Draws many values at once: the same as so many calls of {@link #nextLong}, in a form that the
   * compiler turns into vector instructions.
   *
   * @param values array to fill
   * @param count how many values to draw into its beginning
   */
  public void fill(long[] values, int count) {
    long start = state;
    for (int i = 0; i < count; i++) {
      values[i] = mix(start + (i + 1) * GOLDEN_GAMMA);
    }
    state = start + count * GOLDEN_GAMMA;
  }

  /**
   * The generator's state.
   *
   * @return the seed of a generator that continues where this one stands
   */
  public long state() {
    return state;
  }

  /**
   * The finalising mix of SplitMix64, a bijection of 64-bit values.
   *
   * @param value any value
   * @return the value with all its bits mixed
   */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
