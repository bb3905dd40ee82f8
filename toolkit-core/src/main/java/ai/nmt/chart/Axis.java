package ai.nmt.chart;

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
 * @param kind what is equally long on it
 */
public record Axis(double low, double high, Kind kind) {
  /** What is equally long. */
  public enum Kind {
    /** Equal differences. */
    LINEAR,
    /** Equal differences, of things that are counted: ticks are whole numbers. */
    WHOLE,
    /** Equal factors; all values are positive. */
    LOGARITHMIC
  }

  /** Steps between ticks, in units of a power of ten. */
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  /** From this on, and below the next one, numbers are written with a power of ten. */
  private static final double HUGE = 1e10;

  private static final double SMALL = 1e-3;

  /** From this factor between lowest and highest value on, a logarithmic axis shows more. */
  private static final double WIDE = 50;

  /** Powers of ten beyond which a logarithmic axis has no ticks between them. */
  private static final double FEW_DECADES = 2.5;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is none, or not of positive values where it has to be
   */
  public Axis {
    boolean drawable = Double.isFinite(low) && Double.isFinite(high) && low < high;
    if (!drawable || (kind == Kind.LOGARITHMIC && low <= 0)) {
      throw new IllegalArgumentException(
          "an axis cannot go from %s to %s (%s)".formatted(low, high, kind));
    }
  }

  /** A marked value. */
  record Tick(double value, String label) {}

  /**
   * A linear axis from 0 or just below the lowest value to just above the highest.
   *
   * @param lowest of the values
   * @param highest of them
   * @return the axis
   */
  public static Axis linear(double lowest, double highest) {
    double span = highest > lowest ? highest - lowest : Math.max(Math.abs(highest), 1);
    double low = lowest >= 0 && lowest < span ? 0 : lowest - 0.05 * span;
    return new Axis(low, highest + 0.05 * span, Kind.LINEAR);
  }

  /**
   * An axis of a number of things, from 0.
   *
   * @param most of them
   * @return the axis
   */
  public static Axis count(double most) {
    return new Axis(0, 1.01 * Math.max(1, most), Kind.WHOLE);
  }

  /**
   * A logarithmic axis from just below the lowest value to just above the highest.
   *
   * @param lowest of the values, above 0
   * @param highest of them
   * @return the axis
   */
  public static Axis logarithmic(double lowest, double highest) {
    return new Axis(lowest / 1.1, highest * 1.1, Kind.LOGARITHMIC);
  }

  /**
   * A logarithmic axis where the values are positive and far apart, else a linear one.
   *
   * @param lowest of the values
   * @param highest of them
   * @return the axis
   */
  public static Axis suitable(double lowest, double highest) {
    return lowest > 0 && highest / lowest >= WIDE
        ? logarithmic(lowest, highest)
        : linear(lowest, highest);
  }

  /**
   * Returns whether it is logarithmic.
   *
   * @return whether equal factors are equally long
   */
  public boolean isLogarithmic() {
    return kind == Kind.LOGARITHMIC;
  }

  /** Where a value lies: 0 at the beginning, 1 at the end. */
  double position(double value) {
    return isLogarithmic()
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Round values, about so many. */
  List<Tick> ticks(int wanted) {
    List<Tick> ticks = new ArrayList<>();
    if (isLogarithmic()) {
      double[] factors = factors(Math.log10(high / low));
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

  /** What a power of ten is multiplied by for the ticks up to the next one. */
  private static double[] factors(double decades) {
    if (decades <= 1) {
      return new double[] {1, 1.5, 2, 3, 5, 7};
    }
    return decades <= FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1};
  }

  private void add(List<Tick> ticks, double value) {
    if (value >= low && value <= high) {
      ticks.add(new Tick(value, label(value)));
    }
  }

  private double step(double least) {
    if (kind == Kind.WHOLE && least <= 1) {
      return 1;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * unit >= least && (kind != Kind.WHOLE || step * unit == Math.rint(step * unit))) {
        return step * unit;
      }
    }
    throw new IllegalStateException("no step above " + least);
  }

  /**
   * A number as short as its four leading digits allow: 12k, 0.05, 5e-4.
   *
   * @param value the number; NaN and infinity as Java writes them
   * @return its text
   */
  public static String label(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (size >= HUGE) {
      return scientific(value);
    }
    if (size >= MILLION) {
      return plain(value / MILLION) + "M";
    }
    if (size >= 10 * THOUSAND) {
      return plain(value / THOUSAND) + "k";
    }
    if (size != 0 && size < SMALL) {
      return scientific(value);
    }
    return plain(value);
  }

  private static String scientific(double value) {
    String digits = String.format(Locale.ROOT, "%.3e", value);
    return digits.replaceAll("\\.?0*e", "e").replaceAll("e\\+?(-?)0*", "e$1");
  }

  private static String plain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
