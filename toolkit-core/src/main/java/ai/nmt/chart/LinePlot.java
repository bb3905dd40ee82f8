package ai.nmt.chart;

import ai.nmt.chart.LineChart.Line;
import ai.nmt.chart.LineChart.Point;
import ai.nmt.chart.LineChart.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How line charts look. */
final class LinePlot {
  private static final int PLOT_WIDTH = 540;
  private static final int PLOT_HEIGHT = 380;
  private static final int TICKS_X = 7;
  private static final int TICKS_Y = 6;
  private static final int SMALL = 12;
  private static final int MEDIUM = 13;

  /** Room for a letter of the legend, and for what stands before a name. */
  private static final double LETTER = 7.5;

  private static final int LEGEND_MARK = 34;
  private static final int LEGEND_LINE = 20;

  private final LineChart chart;
  private final Frame frame;
  private final Svg svg;

  private LinePlot(LineChart chart, Frame frame) {
    this.chart = chart;
    this.frame = frame;
    this.svg = new Svg(frame, chart.title());
  }

  /** The plot alone. */
  static String bare(LineChart chart, Frame frame) {
    LinePlot plot = new LinePlot(chart, frame);
    plot.draw();
    return plot.svg.end();
  }

  /** The plot with title and legend. */
  static String complete(LineChart chart) {
    int letters = chart.lines().stream().mapToInt(line -> columns(line.name())).max().orElse(0);
    int legend = LEGEND_MARK + (int) Math.ceil(LETTER * letters) + 8;
    LinePlot plot = new LinePlot(chart, Frame.ofFile(PLOT_WIDTH, PLOT_HEIGHT, legend));
    plot.svg.ground(plot.frame, chart.title());
    plot.draw();
    plot.legend();
    return plot.svg.end();
  }

  /** East Asian letters are twice as wide as others. */
  private static int columns(String text) {
    return text.codePoints().map(c -> c >= 0x1100 && Character.isLetter(c) ? 2 : 1).sum();
  }

  private void draw() {
    axes();
    // A drawing within the drawing cuts off what lies beyond the axes.
    int width = frame.right() - frame.left() + 4;
    int height = frame.bottom() - frame.top() + 4;
    svg.add(
        "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\">%n",
        frame.left(), frame.top() - 2, width, height, frame.left(), frame.top() - 2, width, height);
    chart.lines().forEach(this::line);
    svg.add("</svg>%n");
  }

  private void axes() {
    for (Axis.Tick tick : chart.y().ticks(TICKS_Y)) {
      double at = frame.y(chart.y(), tick.value());
      svg.line(Svg.GRID, frame.left(), at, frame.right(), at);
      svg.text("end", SMALL, frame.left() - 8, at + 4, tick.label());
    }
    for (Axis.Tick tick : chart.x().ticks(TICKS_X)) {
      double at = frame.x(chart.x(), tick.value());
      svg.line(Svg.AXIS, at, frame.bottom(), at, frame.bottom() + 5);
      svg.text("middle", SMALL, at, frame.bottom() + 18, tick.label());
    }
    svg.line(Svg.AXIS, frame.left(), frame.bottom(), frame.right(), frame.bottom());
    svg.line(Svg.AXIS, frame.left(), frame.top(), frame.left(), frame.bottom());
    svg.text("middle", MEDIUM, frame.middle(), frame.bottom() + 35, chart.xTitle());
    if (!chart.yTitle().isEmpty()) {
      String scale = chart.y().isLogarithmic() ? ", logarithmic" : "";
      svg.upright(MEDIUM, 20, frame.halfway(), chart.yTitle() + scale);
    }
    for (double mark : chart.marks()) {
      double at = frame.x(chart.x(), mark);
      svg.line(Svg.MARK, at, frame.top(), at, frame.bottom());
    }
  }

  private void line(Line line) {
    String color = Palette.color(line.color());
    for (List<Point> piece : pieces(line)) {
      if (piece.stream().anyMatch(point -> point.low() < point.high())) {
        range(piece, color);
      }
      if (line.style() != Style.DOTS && piece.size() > 1) {
        StringBuilder path = new StringBuilder();
        piece.forEach(point -> add(path, point.x(), point.y()));
        svg.add(
            "<polyline class=\"curve\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\""
                + " stroke-linejoin=\"round\"%s points=\"%s\"/>%n",
            color, dashes(line.style()), path);
      }
      boolean dots = line.style() == Style.DOTS || line.style() == Style.POINTS;
      if (dots || piece.size() == 1) {
        piece.forEach(
            point -> svg.dot(color, frame.x(chart.x(), point.x()), frame.y(chart.y(), point.y())));
      }
    }
  }

  /** The points between the gaps. */
  private static List<List<Point>> pieces(Line line) {
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    for (Point point : line.points()) {
      if (!point.isGap()) {
        piece.add(point);
      } else if (!piece.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  private void range(List<Point> piece, String color) {
    StringBuilder area = new StringBuilder();
    piece.forEach(point -> add(area, point.x(), point.high()));
    for (int i = piece.size() - 1; i >= 0; i--) {
      add(area, piece.get(i).x(), piece.get(i).low());
    }
    svg.add(
        "<polygon class=\"range\" fill=\"%s\" fill-opacity=\"0.18\" points=\"%s\"/>%n",
        color, area);
  }

  private void add(StringBuilder path, double x, double y) {
    path.append(
        String.format(Locale.ROOT, "%.1f,%.1f ", frame.x(chart.x(), x), frame.y(chart.y(), y)));
  }

  private static String dashes(Style style) {
    return style == Style.DASHED ? " stroke-dasharray=\"7 4\"" : "";
  }

  private void legend() {
    int left = frame.right() + 20;
    int y = frame.top() + 8;
    for (Line line : chart.lines()) {
      String color = Palette.color(line.color());
      if (line.style() != Style.DOTS) {
        svg.line(
            "stroke=\"%s\" stroke-width=\"1.8\"%s".formatted(color, dashes(line.style())),
            left,
            y,
            left + 24,
            y);
      }
      if (line.style() == Style.DOTS || line.style() == Style.POINTS) {
        svg.dot(color, left + 12, y);
      }
      svg.text("start", MEDIUM, left + 30, y + 4, line.name());
      y += LEGEND_LINE;
    }
  }
}
