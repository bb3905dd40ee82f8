package ai.nmt.analysis;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Least-squares fits of a quantity over the number of sub-layers n.
 *
 * @param linear y = a + b n
 * @param logarithmic y = a + b ln n
 */
public record GrowthFit(Fit linear, Fit logarithmic) {
  /** Fewer points lie on any curve of two parameters. */
  public static final int FEWEST_POINTS = 3;

  /**
   * One fit.
   *
   * @param intercept a
   * @param slope b
   * @param rSquared R², the share of the variance that the fit explains, at most 1
   */
  public record Fit(double intercept, double slope, double rSquared) {}

  /**
   * Fits.
   *
   * @param n numbers of sub-layers, at least {@value #FEWEST_POINTS} different ones, all above 0
   * @param y the quantity at each
   * @return both fits
   * @throws IllegalArgumentException if there are too few points
   */
  public static GrowthFit of(double[] n, double[] y) {
    if (n.length != y.length || Arrays.stream(n).distinct().count() < FEWEST_POINTS) {
      throw new IllegalArgumentException(
          "a fit of growth needs at least " + FEWEST_POINTS + " depths, got " + n.length);
    }
    return new GrowthFit(fit(n, y, x -> x), fit(n, y, Math::log));
  }

  private static Fit fit(double[] n, double[] y, DoubleUnaryOperator regressor) {
    double[] x = Arrays.stream(n).map(regressor).toArray();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double rSquared = yy == 0 ? 1 : slope * xy / yy;
    return new Fit(meanY - slope * meanX, slope, rSquared);
  }

  /**
   * Which of the two explains more.
   *
   * @return {@code linear} or {@code logarithmic}
   */
  public String better() {
    return linear.rSquared() >= logarithmic.rSquared() ? "linear" : "logarithmic";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "linear R² %.4f, logarithmic R² %.4f: %s",
        linear.rSquared(),
        logarithmic.rSquared(),
        better());
  }
}
