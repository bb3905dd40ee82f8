package ai.nmt.report;

import ai.nmt.chart.LineChart.Point;
import java.util.ArrayList;
import java.util.List;

/** Values of a training as the points of a curve. */
final class Curve {
  /** Points of a line that a screen can show apart. */
  private static final int SHOWN = 500;

  /** What no axis shows: a training that diverges reaches any size before it reaches infinity. */
  private static final double LARGEST = 1e30;

  private Curve() {}

  /**
   * No more points than can be seen: neighbours are averaged, their range is kept. Values that are
   * not finite, or might as well not be, are gaps.
   */
  static List<Point> of(List<Point> values) {
    List<Point> points = values.stream().map(Curve::drawable).toList();
    if (points.size() <= SHOWN) {
      return points;
    }
    List<Point> merged = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      int from = (int) ((long) points.size() * i / SHOWN);
      int to = (int) ((long) points.size() * (i + 1) / SHOWN);
      merged.add(merge(points.subList(from, to)));
    }
    return merged;
  }

  private static Point drawable(Point point) {
    return Math.abs(point.y()) <= LARGEST ? point : Point.of(point.x(), Double.NaN);
  }

  private static Point merge(List<Point> points) {
    List<Point> values = points.stream().filter(point -> !point.isGap()).toList();
    double last = points.get(points.size() - 1).x();
    if (values.isEmpty()) {
      return Point.of(last, Double.NaN);
    }
    return new Point(
        last,
        values.stream().mapToDouble(Point::y).average().orElseThrow(),
        values.stream().mapToDouble(Point::low).min().orElseThrow(),
        values.stream().mapToDouble(Point::high).max().orElseThrow());
  }

  /** Whether there is nothing to draw. */
  static boolean isEmpty(List<Point> points) {
    return points.stream().allMatch(Point::isGap);
  }
}
