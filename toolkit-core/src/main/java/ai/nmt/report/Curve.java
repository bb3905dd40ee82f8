package ai.nmt.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve of a chart.
 *
 * @param name what the legend says
 * @param points values in the order of the updates, all finite
 * @param sparse whether each point is marked, because there are few
 */
record Curve(String name, List<Point> points, boolean sparse) {
  /** Points of a line that a screen can show apart. */
  private static final int SHOWN = 500;

  /**
   * A value, or the values of neighbouring updates together.
   *
   * @param updates number of updates; of the last of several
   * @param value the mean
   * @param low the lowest
   * @param high the highest
   */
  record Point(long updates, double value, double low, double high) {
    static Point of(long updates, double value) {
      return new Point(updates, value, value, value);
    }
  }

  /** A curve of no more points than can be seen: neighbours are averaged, their range is kept. */
  static Curve of(String name, List<Point> points, boolean sparse) {
    List<Point> finite = points.stream().filter(p -> Double.isFinite(p.value())).toList();
    if (finite.size() <= SHOWN) {
      return new Curve(name, finite, sparse);
    }
    List<Point> merged = new ArrayList<>();
    for (int i = 0; i < SHOWN; i++) {
      int from = (int) ((long) finite.size() * i / SHOWN);
      int to = (int) ((long) finite.size() * (i + 1) / SHOWN);
      merged.add(merge(finite.subList(from, to)));
    }
    return new Curve(name, merged, sparse);
  }

  private static Point merge(List<Point> points) {
    return new Point(
        points.get(points.size() - 1).updates(),
        points.stream().mapToDouble(Point::value).average().orElseThrow(),
        points.stream().mapToDouble(Point::low).min().orElseThrow(),
        points.stream().mapToDouble(Point::high).max().orElseThrow());
  }

  /** Whether points stand for ranges. */
  boolean hasRange() {
    return points.stream().anyMatch(point -> point.low() < point.high());
  }
}
