package ai.nmt.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How line charts look. */
final class LineDrawing {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 480;
  private static final int MARKER_SIZE = 7;
  private static final float LINE_WIDTH = 2;

  /** Colours that people with colour blindness tell apart (Okabe and Ito 2008). */
  private static final List<Color> COLORS =
      List.of(
          new Color(0xD55E00),
          new Color(0x0072B2),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000),
          new Color(0x8C8C8C));

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS);

  private LineDrawing() {}

  /** Lays out a chart. */
  static XYChart of(LineChart chart) {
    XYChart drawing =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(chart.title())
            .xAxisTitle(chart.xTitle())
            .yAxisTitle(chart.yTitle())
            .build();
    style(drawing, chart.logarithmic());
    for (LineChart.Line line : chart.lines()) {
      XYSeries series = drawing.addSeries(line.name(), line.x(), line.y());
      series.setLineColor(COLORS.get(line.color() % COLORS.size()));
      series.setMarkerColor(COLORS.get(line.color() % COLORS.size()));
      series.setMarker(
          line.style() == LineChart.Style.POINTS
              ? MARKERS.get(line.color() % MARKERS.size())
              : SeriesMarkers.NONE);
      series.setLineStyle(
          line.style() == LineChart.Style.DASHED ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
      series.setLineWidth(LINE_WIDTH);
    }
    return drawing;
  }

  private static void style(XYChart drawing, boolean logarithmic) {
    XYStyler styler = drawing.getStyler();
    styler.setYAxisLogarithmic(logarithmic);
    styler.setPlotGridLinesColor(new Color(0xDDDDDD));
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setMarkerSize(MARKER_SIZE);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(new Color(0x888888));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
  }
}
