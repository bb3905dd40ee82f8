package ai.nmt.chart;

/** Draws charts as SVG, in a page or for files of their own. */
public final class ChartDrawing {
  private ChartDrawing() {}

  /**
   * Draws a chart for a page that shows title and legend itself and gives it its colours.
   *
   * @param chart what to draw
   * @param frame its size
   * @return an element {@code svg}; what the page's style may change has a class: {@code grid},
   *     {@code axis}, {@code mark}, {@code curve}, {@code range}, {@code dot}
   */
  public static String forPage(LineChart chart, Frame frame) {
    return LinePlot.bare(chart, frame);
  }

  /** Draws a chart with title and legend on white ground. */
  static String forFile(Chart chart) {
    return chart instanceof LineChart lines
        ? LinePlot.complete(lines)
        : HeatMapPlot.complete((HeatMap) chart);
  }
}
