package ai.nmt.random;

/**
 * The MT19937 generator (Matsumoto and Nishimura, ACM TOMACS 1998) with the seeding and the shuffle
 * of NumPy's {@code RandomState}: data sets ordered with it have the order that fairseq gives them
 * for the same seed.
 *
 * <p>Not thread-safe.
 */
public final class MersenneTwister {
  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int TWIST = 0x9908B0DF;

  private final int[] state = new int[SIZE];
  private int index = SIZE;

  /**
   * Makes a generator.
   *
   * @param seed any value; for 0 to 2^32 - 1 the sequence is that of {@code
   *     numpy.random.seed(seed)}
   */
  public MersenneTwister(long seed) {
    state[0] = (int) (seed ^ (seed >>> 32));
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /**
   * The next 32 random bits.
   *
   * @return a uniformly distributed value, to be read as unsigned
   */
  public int nextInt() {
    if (index == SIZE) {
      refill();
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  /**
   * A random order of the numbers below a limit, as {@code numpy.random.permutation} draws it.
   *
   * @param size how many numbers, at least 0
   * @return the numbers 0 to size - 1, shuffled
   */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = atMost(i);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }

  /** A number from 0 to the limit, drawn by rejection below the next power of two. */
  private int atMost(int limit) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(limit);
    int value;
    do {
      value = nextInt() & mask;
    } while (value > limit);
    return value;
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7FFFFFFF);
      state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    index = 0;
  }
}
