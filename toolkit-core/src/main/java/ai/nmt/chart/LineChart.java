package ai.nmt.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Lines over a numeric axis.
 *
 * @param title what is shown
 * @param xTitle name of the horizontal axis
 * @param yTitle name of the vertical axis
 * @param logarithmic whether the vertical axis is logarithmic; all its values are above 0 then
 * @param lines at least one
 */
public record LineChart(
    String title, String xTitle, String yTitle, boolean logarithmic, List<Line> lines)
    implements Chart {
  /** How a line is drawn. */
  public enum Style {
    /** A solid line with a marker at each point. */
    POINTS,
    /** A solid line. */
    SOLID,
    /** A dashed line. */
    DASHED
  }

  /**
   * One line.
   *
   * @param name its name in the legend, unique in its chart
   * @param color index of its colour; lines that belong together have the same
   * @param style how it is drawn
   * @param x horizontal coordinates, at least one
   * @param y vertical coordinates, as many; finite
   */
  @SuppressWarnings("ArrayRecordComponent") // equals and hashCode compare the elements
  public record Line(String name, int color, Style style, double[] x, double[] y) {
    /**
     * Checks the coordinates.
     *
     * @throws IllegalArgumentException if there are none, or not as many of one as of the other
     */
    public Line {
      if (x.length == 0 || x.length != y.length) {
        throw new IllegalArgumentException(
            "the line " + name + " has " + x.length + " x and " + y.length + " y");
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Line that
          && name.equals(that.name)
          && color == that.color
          && style == that.style
          && Arrays.equals(x, that.x)
          && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
      return "Line[" + name + ", " + x.length + " points]";
    }
  }

  /**
   * Checks that there is something to draw.
   *
   * @throws IllegalArgumentException if there is no line, or a logarithmic one is not above 0
   */
  public LineChart {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("the chart \"" + title + "\" has no line");
    }
    for (Line line : lines) {
      if (!Arrays.stream(line.y()).allMatch(y -> Double.isFinite(y) && (y > 0 || !logarithmic))) {
        throw new IllegalArgumentException(
            "the line "
                + line.name()
                + " has a value that cannot be drawn: "
                + Arrays.toString(line.y()));
      }
    }
  }
}
