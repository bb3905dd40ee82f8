package ai.nmt.chart;

/**
 * The size of a drawing and where in it the axes lie, in pixels.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param left where the vertical axis stands
 * @param top where it ends
 * @param right where the horizontal axis ends
 * @param bottom where it lies
 */
public record Frame(int width, int height, int left, int top, int right, int bottom) {
  private static final int TITLE = 46;
  private static final int AXIS_TITLE = 20;

  /**
   * The frame of a chart within a page, which shows title and legend itself.
   *
   * @return 640 by 300 pixels
   */
  public static Frame ofPage() {
    return new Frame(640, 300, 62, 12, 624, 260);
  }

  /**
   * The frame of a chart in a file of its own: room for the title above, the legend at the right.
   */
  static Frame ofFile(int plotWidth, int plotHeight, int legend) {
    int left = 62 + AXIS_TITLE;
    return new Frame(
        left + plotWidth + 16 + legend,
        TITLE + plotHeight + 54,
        left,
        TITLE,
        left + plotWidth,
        TITLE + plotHeight);
  }

  /** Where a value of the horizontal axis lies. */
  double x(Axis axis, double value) {
    return left + axis.position(value) * (right - left);
  }

  /** Where a value of the vertical axis lies. */
  double y(Axis axis, double value) {
    return bottom - axis.position(value) * (bottom - top);
  }

  double middle() {
    return (left + right) / 2.0;
  }

  double halfway() {
    return (top + bottom) / 2.0;
  }
}
