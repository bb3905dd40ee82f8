package ai.nmt.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines over a numeric axis.
 *
 * @param title what is shown
 * @param xTitle name of the horizontal axis
 * @param yTitle name of the vertical axis; empty where the title says it
 * @param x the horizontal axis
 * @param y the vertical axis; what lies above or below is cut off
 * @param lines at least one
 * @param marks where on the horizontal axis something happened
 */
public record LineChart(
    String title,
    String xTitle,
    String yTitle,
    Axis x,
    Axis y,
    List<Line> lines,
    List<Double> marks)
    implements Chart {
  /** How a line is drawn. */
  public enum Style {
    /** A solid line with a marker at each point. */
    POINTS,
    /** A solid line. */
    SOLID,
    /** A dashed line. */
    DASHED,
    /** Markers alone. */
    DOTS
  }

  /**
   * A value, or the values of neighbours together.
   *
   * @param x horizontal coordinate
   * @param y the value or the mean; NaN for a gap in the line
   * @param low the lowest of the values
   * @param high the highest of the values
   */
  public record Point(double x, double y, double low, double high) {
    /**
     * A single value.
     *
     * @param x horizontal coordinate
     * @param y the value; NaN for a gap
     * @return the point
     */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }

    /**
     * Returns whether there is no value.
     *
     * @return whether the line has a gap here
     */
    public boolean isGap() {
      return Double.isNaN(y);
    }
  }

  /**
   * One line.
   *
   * @param name its name in the legend, unique in its chart
   * @param color index of its colour; lines that belong together have the same
   * @param style how it is drawn
   * @param points its points from left to right, at least one of them no gap
   */
  public record Line(String name, int color, Style style, List<Point> points) {
    /**
     * Checks the points.
     *
     * @throws IllegalArgumentException if there is no value, or an infinite one
     */
    public Line {
      points = List.copyOf(points);
      if (points.stream().allMatch(Point::isGap)) {
        throw new IllegalArgumentException("the line " + name + " has no point");
      }
      for (Point point : points) {
        if (Double.isInfinite(point.y()) || !Double.isFinite(point.x())) {
          throw new IllegalArgumentException(
              "the line " + name + " has a point that cannot be drawn: " + point);
        }
      }
    }

    /**
     * Makes a line of coordinates.
     *
     * @param name its name
     * @param color index of its colour
     * @param style how it is drawn
     * @param x horizontal coordinates
     * @param y vertical coordinates, as many
     * @return the line
     */
    public static Line of(String name, int color, Style style, double[] x, double[] y) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        points.add(Point.of(x[i], y[i]));
      }
      return new Line(name, color, style, points);
    }

    /** The points but the gaps. */
    Stream<Point> values() {
      return points.stream().filter(point -> !point.isGap());
    }
  }

  /**
   * Checks that there is something to draw.
   *
   * @throws IllegalArgumentException if there is no line, or a logarithmic one is not above 0
   */
  public LineChart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("the chart \"" + title + "\" has no line");
    }
    for (Line line : lines) {
      if (y.isLogarithmic() && line.values().anyMatch(point -> point.low() <= 0)) {
        throw new IllegalArgumentException(
            "the line " + line.name() + " is not above 0 everywhere, as logarithms need");
      }
    }
  }

  /**
   * A chart over a number of things, from 0, whose vertical axis holds all points.
   *
   * @param title what is shown
   * @param xTitle what is counted
   * @param yTitle name of the vertical axis
   * @param logarithmic whether the vertical axis is logarithmic
   * @param lines at least one
   * @return the chart
   */
  public static LineChart over(
      String title, String xTitle, String yTitle, boolean logarithmic, List<Line> lines) {
    List<Point> points = lines.stream().flatMap(Line::values).toList();
    double right = points.stream().mapToDouble(Point::x).max().orElse(1);
    double low = points.stream().mapToDouble(Point::low).min().orElse(0);
    double high = points.stream().mapToDouble(Point::high).max().orElse(1);
    Axis y = logarithmic && low > 0 ? Axis.logarithmic(low, high) : Axis.linear(low, high);
    return new LineChart(title, xTitle, yTitle, Axis.count(right), y, lines, List.of());
  }
}
