package ai.nmt.jbleu;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as the reference implementations print them: the exact binary value is rounded, and half
 * way goes to the even digit, where Java's own formatting rounds the shortest decimal half up.
 */
final class Decimals {
  private Decimals() {}

  /**
   * Prints a number.
   *
   * @param value a finite number
   * @param digits number of digits behind the point, at least 0
   * @return the decimal
   */
  static String format(double value, int digits) {
    return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }
}
