package ai.nmt.report;

import ai.nmt.chart.Axis;
import ai.nmt.chart.ChartDrawing;
import ai.nmt.chart.Frame;
import ai.nmt.chart.LineChart;
import ai.nmt.chart.LineChart.Line;
import ai.nmt.chart.LineChart.Point;
import ai.nmt.chart.LineChart.Style;
import ai.nmt.chart.Markup;
import ai.nmt.chart.Palette;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;

/** A chart as an element of the page: title, legend, drawing, and what the pointer shows. */
final class ReportFigure {
  private static final Frame FRAME = Frame.ofPage();

  private ReportFigure() {}

  static String of(LineChart chart) {
    return "<figure class=\"chart\" data-chart=\"%s\"><figcaption>%s%s</figcaption>%s%s</figure>\n"
        .formatted(
            Markup.escape(data(chart).toString()),
            Markup.escape(chart.title()),
            chart.y().isLogarithmic() ? " <small>logarithmic</small>" : "",
            legend(chart),
            ChartDrawing.forPage(chart, FRAME));
  }

  private static String legend(LineChart chart) {
    StringBuilder legend = new StringBuilder("<div class=\"legend\">");
    for (Line line : chart.lines()) {
      legend.append(
          "<span><i%s style=\"background:%s\"></i>%s</span>"
              .formatted(
                  line.style() == Style.DOTS ? " class=\"point\"" : "",
                  Palette.color(line.color()),
                  Markup.escape(line.name())));
    }
    return legend.append("</div>").toString();
  }

  /** What the page's script needs to show values under the pointer. */
  private static JsonObject data(LineChart chart) {
    JsonObject data = new JsonObject();
    data.addProperty("left", FRAME.left());
    data.addProperty("right", FRAME.right());
    data.addProperty("top", FRAME.top());
    data.addProperty("bottom", FRAME.bottom());
    data.addProperty("width", FRAME.width());
    Axis x = chart.x();
    data.addProperty("x0", x.low());
    data.addProperty("x1", x.high());
    JsonArray curves = new JsonArray();
    for (Line line : chart.lines()) {
      JsonObject curve = new JsonObject();
      curve.addProperty("name", line.name());
      curve.addProperty("color", Palette.color(line.color()));
      curve.add("points", points(line));
      curves.add(curve);
    }
    data.add("curves", curves);
    return data;
  }

  private static JsonArray points(Line line) {
    JsonArray points = new JsonArray();
    for (Point point : line.points()) {
      if (!point.isGap()) {
        JsonArray pair = new JsonArray();
        pair.add((long) point.x());
        pair.add(Double.parseDouble(String.format(Locale.ROOT, "%.6g", point.y())));
        points.add(pair);
      }
    }
    return points;
  }
}
