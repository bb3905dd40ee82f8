package ai.nmt.random;

/**
 * NumPy's default generator, {@code numpy.random.default_rng(seed)}: PCG XSL RR 128/64 (O'Neill,
 * HMC-CS-2014-0905) whose state is spread from the seed by NumPy's {@code SeedSequence}.
 *
 * <p>{@link #below} and {@link #nextBoolean} draw what {@code Generator.integers} draws, so that
 * resampling picks the same segments as a Python program with the same seed. Not thread-safe.
 */
public final class Pcg64 {
  private static final long MULTIPLIER_HIGH = 2549297995355413924L;
  private static final long MULTIPLIER_LOW = 4865540595714422341L;

  private long high;
  private long low;
  private final long incrementHigh;
  private final long incrementLow;
  private int upperHalf;
  private boolean hasUpperHalf;
  private int bits;
  private int bitsLeft;

  /**
   * Makes a generator.
   *
   * @param seed at least 0
   * @throws IllegalArgumentException where the seed is negative, which NumPy refuses as well
   */
  public Pcg64(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("a seed must be at least 0, but is " + seed);
    }
    long[] words = SeedSequence.state(seed);
    incrementHigh = words[2] << 1 | words[3] >>> 63;
    incrementLow = words[3] << 1 | 1;
    // The step from state 0 leads to the increment; then the seed is added.
    low = incrementLow + words[1];
    high = incrementHigh + words[0] + carry(incrementLow, low);
    step();
  }

  /**
   * The next 64 random bits.
   *
   * @return a uniformly distributed value
   */
  public long nextLong() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  /**
   * A random number below a limit, as {@code integers(limit)} draws it: by multiplication and
   * rejection (Lemire, ACM TOMACS 2019).
   *
   * @param limit at least 1
   * @return a number from 0 to limit - 1
   * @throws IllegalArgumentException where the limit is below 1
   */
  public int below(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit must be at least 1, but is " + limit);
    }
    if (limit == 1) {
      return 0;
    }
    long product = nextUnsigned() * limit;
    if ((product & 0xFFFFFFFFL) < limit) {
      long threshold = (0x100000000L - limit) % limit;
      while ((product & 0xFFFFFFFFL) < threshold) {
        product = nextUnsigned() * limit;
      }
    }
    return (int) (product >>> 32);
  }

  /**
   * A random bit, as {@code integers(2, size=..., dtype=bool)} draws it.
   *
   * @return true or false with equal probability
   */
  public boolean nextBoolean() {
    if (bitsLeft == 0) {
      bits = (int) nextUnsigned();
      bitsLeft = 31;
    } else {
      bits >>>= 1;
      bitsLeft--;
    }
    return (bits & 1) != 0;
  }

  /** 32 bits: the lower half of a value, then its upper half. */
  private long nextUnsigned() {
    if (hasUpperHalf) {
      hasUpperHalf = false;
      return Integer.toUnsignedLong(upperHalf);
    }
    long value = nextLong();
    hasUpperHalf = true;
    upperHalf = (int) (value >>> 32);
    return value & 0xFFFFFFFFL;
  }

  /** state = state * multiplier + increment, in 128 bits. */
  private void step() {
    // The upper half of an unsigned product: both factors are below 2^63 or corrected for it.
    long upper = Math.multiplyHigh(low, MULTIPLIER_LOW) + (low < 0 ? MULTIPLIER_LOW : 0);
    long productHigh = upper + high * MULTIPLIER_LOW + low * MULTIPLIER_HIGH;
    long productLow = low * MULTIPLIER_LOW;
    low = productLow + incrementLow;
    high = productHigh + incrementHigh + carry(productLow, low);
  }

  private static int carry(long before, long after) {
    return Long.compareUnsigned(after, before) < 0 ? 1 : 0;
  }
}
