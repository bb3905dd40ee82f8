package ai.nmt.translate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as scripts around fairseq's output expect them: as Python prints them.
 *
 * <p>Java's own {@code Double.toString} is not always the shortest text before JDK 19.
 */
final class PythonFloat {
  private static final int MOST_DIGITS = 17;

  private PythonFloat() {}

  /**
   * The shortest decimal text that reads back as the same double, as Python's {@code repr}.
   *
   * @param value any double
   * @return for example {@code -2.342643976211548}, {@code 1e-05}, {@code -inf} or {@code nan}
   */
  static String repr(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      return scientific(shortest, exponent);
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return String.format(
        Locale.ROOT,
        "%s%se%s%02d",
        value.signum() < 0 ? "-" : "",
        mantissa,
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }

  /**
   * Four decimals, rounded half to even on the exact binary value, as Python's {@code :.4f}.
   *
   * @param value any double
   * @return for example {@code -0.8084}
   */
  static String fourDecimals(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return repr(value);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN);
    boolean negativeZero = rounded.signum() == 0 && (value < 0 || 1 / value < 0);
    return (negativeZero ? "-" : "") + rounded.toPlainString();
  }
}
