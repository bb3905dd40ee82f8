package ai.nmt.torchfile;

/** IEEE 754 half precision: 1 bit of sign, 5 of exponent, 10 of fraction. */
final class HalfFloat {
  private static final int FRACTION_BITS = 10;
  private static final int FRACTION = (1 << FRACTION_BITS) - 1;
  private static final int EXPONENT = 31;
  private static final int BIAS = 15;

  private HalfFloat() {}

  /** The same number in single precision, which holds every half exactly. */
  static float toFloat(short bits) {
    int exponent = (bits >> FRACTION_BITS) & EXPONENT;
    int fraction = bits & FRACTION;
    float size;
    if (exponent == EXPONENT) {
      size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      size = Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS);
    } else {
      size = Math.scalb((float) (fraction | (1 << FRACTION_BITS)), exponent - BIAS - FRACTION_BITS);
    }
    return bits < 0 ? -size : size;
  }
}
