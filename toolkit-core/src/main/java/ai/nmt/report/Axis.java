package ai.nmt.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of a chart: its range and the ticks on it.
 *
 * @param low value at its beginning
 * @param high value at its end, above {@code low}
 * @param logarithmic whether equal factors, not equal differences, are equally long; {@code low} is
 *     positive then
 */
record Axis(double low, double high, boolean logarithmic) {
  /** Steps between ticks, in units of a power of ten. */
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** Below this, numbers are written with a power of ten. */
  private static final double SMALL = 1e-3;

  /** From this factor between lowest and highest value on, a logarithmic axis shows more. */
  private static final double WIDE = 50;

  /** Powers of ten beyond which a logarithmic axis has no ticks between them. */
  private static final double FEW_DECADES = 2.5;

  /** A marked value. */
  record Tick(double value, String label) {}

  /** A linear axis from 0 or just below the lowest value to just above the highest. */
  static Axis linear(double lowest, double highest) {
    double span = highest > lowest ? highest - lowest : Math.max(Math.abs(highest), 1);
    double low = lowest >= 0 && lowest < span ? 0 : lowest - 0.05 * span;
    return new Axis(low, highest + 0.05 * span, false);
  }

  /** A logarithmic axis where the values are positive and far apart, else a linear one. */
  static Axis suitable(double lowest, double highest) {
    if (lowest > 0 && highest / lowest >= WIDE) {
      return new Axis(lowest / 1.1, highest * 1.1, true);
    }
    return linear(lowest, highest);
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double position(double value) {
    return logarithmic
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Round values, about so many. */
  List<Tick> ticks(int wanted) {
    List<Tick> ticks = new ArrayList<>();
    if (logarithmic) {
      double[] factors =
          Math.log10(high / low) <= FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
      int stride = Math.max(1, (int) Math.ceil(Math.log10(high / low) / wanted));
      int first = (int) Math.floor(Math.log10(low));
      for (int power = first; Math.pow(10, power) <= high; power += stride) {
        for (double factor : factors) {
          add(ticks, factor * Math.pow(10, power));
        }
      }
      return ticks;
    }
    double step = step((high - low) / wanted);
    for (double i = Math.ceil(low / step); i * step <= high; i++) {
      add(ticks, i * step);
    }
    return ticks;
  }

  private void add(List<Tick> ticks, double value) {
    if (value >= low && value <= high) {
      ticks.add(new Tick(value, label(value)));
    }
  }

  private static double step(double least) {
    double unit = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * unit >= least) {
        return step * unit;
      }
    }
    throw new IllegalStateException("no step above " + least);
  }

  /** A number as short as its four leading digits allow: 12k, 0.05, 5e-4. */
  static String label(double value) {
    double size = Math.abs(value);
    if (size >= MILLION) {
      return plain(value / MILLION) + "M";
    }
    if (size >= 10 * THOUSAND) {
      return plain(value / THOUSAND) + "k";
    }
    if (size != 0 && size < SMALL) {
      String digits = String.format(Locale.ROOT, "%.3e", value);
      return digits.replaceAll("\\.?0*e", "e").replaceAll("e-0*", "e-");
    }
    return plain(value);
  }

  private static String plain(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
