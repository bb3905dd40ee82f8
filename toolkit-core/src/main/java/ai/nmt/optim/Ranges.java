package ai.nmt.optim;

/** Checks of optimisers' settings; messages name the flag. */
final class Ranges {
  private Ranges() {}

  /** A decay rate: at least 0, below 1. */
  static void requireDecay(String flag, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(flag + " must be at least 0 and below 1, but is " + value);
    }
  }

  /** A finite number of at least 0. */
  static void requireNotNegative(String flag, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(flag + " must be at least 0, but is " + value);
    }
  }

  /** A finite number above 0. */
  static void requirePositive(String flag, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(flag + " must be greater than 0, but is " + value);
    }
  }
}
