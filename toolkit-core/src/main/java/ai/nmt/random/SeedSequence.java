package ai.nmt.random;

/**
 * NumPy's {@code SeedSequence} (its design is O'Neill's {@code seed_seq} alternative): spreads a
 * seed over a pool of four words, from which generators take their state.
 */
final class SeedSequence {
  private static final int POOL = 4;
  private static final int INIT_A = 0x43b0d7e5;
  private static final int MULTIPLIER_A = 0x931e8875;
  private static final int INIT_B = 0x8b51f9dd;
  private static final int MULTIPLIER_B = 0x58f38ded;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;

  private int constant;
  private final int multiplier;

  private SeedSequence(int constant, int multiplier) {
    this.constant = constant;
    this.multiplier = multiplier;
  }

  /**
   * What {@code SeedSequence(seed).generate_state(4, uint64)} gives.
   *
   * @param seed at least 0
   * @return four words
   */
  static long[] state(long seed) {
    int[] pool = pool(seed);
    SeedSequence hash = new SeedSequence(INIT_B, MULTIPLIER_B);
    long[] words = new long[POOL];
    for (int i = 0; i < 2 * POOL; i++) {
      long half = Integer.toUnsignedLong(hash.next(pool[i % POOL]));
      words[i / 2] |= i % 2 == 0 ? half : half << 32;
    }
    return words;
  }

  private static int[] pool(long seed) {
    SeedSequence hash = new SeedSequence(INIT_A, MULTIPLIER_A);
    int[] pool = new int[POOL];
    for (int i = 0; i < POOL; i++) {
      pool[i] = hash.next(i == 0 ? (int) seed : i == 1 ? (int) (seed >>> 32) : 0);
    }
    for (int source = 0; source < POOL; source++) {
      for (int target = 0; target < POOL; target++) {
        if (source != target) {
          pool[target] = mix(pool[target], hash.next(pool[source]));
        }
      }
    }
    return pool;
  }

  private int next(int value) {
    int hashed = value ^ constant;
    constant *= multiplier;
    hashed *= constant;
    return hashed ^ hashed >>> 16;
  }

  private static int mix(int left, int right) {
    int mixed = MIX_LEFT * left - MIX_RIGHT * right;
    return mixed ^ mixed >>> 16;
  }
}
