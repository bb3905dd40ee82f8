package ai.nmt.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A chart over the number of updates, as SVG.
 *
 * @param title what it shows
 * @param scale how values become heights
 * @param curves its curves, at least one with a point
 * @param resumed updates at which a process went on with the training
 */
record Chart(String title, Scale scale, List<Curve> curves, List<Long> resumed) {
  /** How values become heights. */
  enum Scale {
    /** Equal differences are equally high. */
    LINEAR,
    /** As linear, but equal factors are equally high where values are far apart. */
    WIDE,
    /** As linear, but the beginning of a long training may lie above the chart. */
    SETTLED
  }

  /** The part of a long training that may lie above the chart. */
  private static final double BEGINNING = 0.03;

  /** What the names of curves of training begin with. */
  static final String TRAINING = "train";

  /** Name of the clip path, the same for all charts of a page. */
  private static final String CLIP = "plot";

  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 62;
  private static final int RIGHT = 16;
  private static final int TOP = 12;
  private static final int BOTTOM = 40;
  private static final int TICKS_X = 7;
  private static final int TICKS_Y = 6;

  /** Okabe and Ito's colours, which people who see few colours tell apart. */
  private static final List<String> COLORS =
      List.of("#0072b2", "#d55e00", "#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#7f7f7f");

  /** The chart as an element of a page, with title and legend. */
  String figure() {
    Axis x = xAxis();
    Axis y = yAxis();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, Markup.escape(title)));
    grid(svg, x, y);
    svg.append("<g clip-path=\"url(#%s)\">%n".formatted(CLIP));
    for (int i = 0; i < curves.size(); i++) {
      draw(svg, curves.get(i), color(i), x, y);
    }
    svg.append("</g></svg>");
    return "<figure class=\"chart\" data-chart=\"%s\"><figcaption>%s%s</figcaption>%s%s</figure>%n"
        .formatted(
            Markup.escape(data(x, y).toString()),
            Markup.escape(title),
            y.logarithmic() ? " <small>logarithmic</small>" : "",
            legend(),
            svg);
  }

  /** The first colour is training's, so that each set of data has the same one in all charts. */
  private String color(int curve) {
    int first = curves.get(0).name().startsWith(TRAINING) ? 0 : 1;
    return COLORS.get((first + curve) % COLORS.size());
  }

  private Axis xAxis() {
    long last = points().mapToLong(Curve.Point::updates).max().orElseThrow();
    return new Axis(0, 1.01 * last, false);
  }

  private Axis yAxis() {
    double low = points().mapToDouble(Curve.Point::low).min().orElseThrow();
    double high = points().mapToDouble(Curve.Point::high).max().orElseThrow();
    return switch (scale) {
      case LINEAR -> Axis.linear(low, high);
      case WIDE -> Axis.suitable(low, high);
      case SETTLED -> Axis.linear(low, settledHigh());
    };
  }

  /** The highest value after the beginning. */
  private double settledHigh() {
    double from = BEGINNING * points().mapToLong(Curve.Point::updates).max().orElseThrow();
    return points()
        .filter(point -> point.updates() >= from)
        .mapToDouble(Curve.Point::high)
        .max()
        .orElseThrow();
  }

  /** What all charts of a page refer to. */
  static String definitions() {
    return "<svg class=\"definitions\"><clipPath id=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath></svg>%n"
        .formatted(CLIP, LEFT, 0, WIDTH - LEFT, HEIGHT - BOTTOM + 2);
  }

  private Stream<Curve.Point> points() {
    return curves.stream().flatMap(curve -> curve.points().stream());
  }

  private void grid(StringBuilder svg, Axis x, Axis y) {
    int bottom = HEIGHT - BOTTOM;
    for (Axis.Tick tick : y.ticks(TICKS_Y)) {
      double at = y(y, tick.value());
      line(svg, "grid", LEFT, at, WIDTH - RIGHT, at);
      text(svg, "end", LEFT - 8, at + 4, tick.label());
    }
    for (Axis.Tick tick : x.ticks(TICKS_X)) {
      double at = x(x, tick.value());
      line(svg, "axis", at, bottom, at, bottom + 5);
      text(svg, "middle", at, bottom + 18, tick.label());
    }
    line(svg, "axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    line(svg, "axis", LEFT, TOP, LEFT, bottom);
    text(svg, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "updates");
    for (long updates : resumed) {
      line(svg, "resumed", x(x, updates), TOP, x(x, updates), bottom);
    }
  }

  private static void draw(StringBuilder svg, Curve curve, String color, Axis x, Axis y) {
    if (curve.hasRange()) {
      StringBuilder area = new StringBuilder();
      curve.points().forEach(p -> point(area, x(x, p.updates()), y(y, p.high())));
      for (int i = curve.points().size() - 1; i >= 0; i--) {
        Curve.Point p = curve.points().get(i);
        point(area, x(x, p.updates()), y(y, p.low()));
      }
      svg.append("<polygon class=\"range\" fill=\"%s\" points=\"%s\"/>%n".formatted(color, area));
    }
    StringBuilder path = new StringBuilder();
    curve.points().forEach(p -> point(path, x(x, p.updates()), y(y, p.value())));
    svg.append("<polyline class=\"curve\" stroke=\"%s\" points=\"%s\"/>%n".formatted(color, path));
    if (curve.sparse() || curve.points().size() == 1) {
      for (Curve.Point p : curve.points()) {
        svg.append(
            String.format(
                Locale.ROOT,
                "<circle r=\"2.6\" fill=\"%s\" cx=\"%.1f\" cy=\"%.1f\"/>%n",
                color,
                x(x, p.updates()),
                y(y, p.value())));
      }
    }
  }

  private String legend() {
    StringBuilder legend = new StringBuilder("<div class=\"legend\">");
    for (int i = 0; i < curves.size(); i++) {
      legend.append(
          "<span><i style=\"background:%s\"></i>%s</span>"
              .formatted(color(i), Markup.escape(curves.get(i).name())));
    }
    return legend.append("</div>").toString();
  }

  /** What the page's script needs to show values under the pointer. */
  private JsonObject data(Axis x, Axis y) {
    JsonObject data = new JsonObject();
    data.addProperty("left", LEFT);
    data.addProperty("right", WIDTH - RIGHT);
    data.addProperty("top", TOP);
    data.addProperty("bottom", HEIGHT - BOTTOM);
    data.addProperty("width", WIDTH);
    data.addProperty("x0", x.low());
    data.addProperty("x1", x.high());
    data.addProperty("y0", y.low());
    data.addProperty("y1", y.high());
    data.addProperty("log", y.logarithmic());
    JsonArray all = new JsonArray();
    for (int i = 0; i < curves.size(); i++) {
      JsonObject curve = new JsonObject();
      curve.addProperty("name", curves.get(i).name());
      curve.addProperty("color", color(i));
      JsonArray points = new JsonArray();
      for (Curve.Point point : curves.get(i).points()) {
        JsonArray pair = new JsonArray();
        pair.add(point.updates());
        pair.add(Double.parseDouble(String.format(Locale.ROOT, "%.6g", point.value())));
        points.add(pair);
      }
      curve.add("points", points);
      all.add(curve);
    }
    data.add("curves", all);
    return data;
  }

  private static double x(Axis axis, long updates) {
    return x(axis, (double) updates);
  }

  private static double x(Axis axis, double value) {
    return LEFT + axis.position(value) * (WIDTH - RIGHT - LEFT);
  }

  private static double y(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.position(value) * (HEIGHT - BOTTOM - TOP);
  }

  private static void point(StringBuilder path, double x, double y) {
    path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
  }

  private static void line(
      StringBuilder svg, String style, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            style,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
            anchor,
            x,
            y,
            Markup.escape(text)));
  }
}
