package ai.nmt.chart;

import java.util.Arrays;
import java.util.Locale;

/** How heat maps look. */
final class HeatMapPlot {
  private static final int PLOT = 420;
  private static final int BAR_SPACE = 90;
  private static final int BAR_WIDTH = 16;
  private static final int BAR_GAP = 18;
  private static final int BAR_STEPS = 64;
  private static final int BAR_MARKS = 5;
  private static final int MOST_LABELS = 12;
  private static final double SMALLEST_RANGE = 0.1;
  private static final int SMALL = 12;
  private static final int MEDIUM = 13;

  /** From white to dark blue, evenly darker; red, green and blue. */
  private static final int[][] RAMP = {
    {0xff, 0xff, 0xff},
    {0xd0, 0xe1, 0xf2},
    {0x94, 0xc4, 0xdf},
    {0x4a, 0x98, 0xc9},
    {0x17, 0x64, 0xab},
    {0x08, 0x30, 0x6b}
  };

  /** Cells touch: smoothed edges would show the ground between them. */
  private static final String CELL = "shape-rendering=\"crispEdges\" fill=\"%s\"";

  private static final String BORDER = "class=\"axis\" fill=\"none\" stroke=\"#666666\"";

  private final HeatMap map;
  private final double largest;
  private final Frame frame = Frame.ofFile(PLOT, PLOT, BAR_SPACE);
  private final Svg svg;

  private HeatMapPlot(HeatMap map) {
    this.map = map;
    double found = map.rows().stream().flatMapToDouble(Arrays::stream).max().orElse(SMALLEST_RANGE);
    this.largest = Math.ceil(Math.max(found, SMALLEST_RANGE) * 10) / 10;
    this.svg = new Svg(frame, map.title());
  }

  /** The heat map with title and colour bar. */
  static String complete(HeatMap map) {
    HeatMapPlot plot = new HeatMapPlot(map);
    plot.svg.ground(plot.frame, map.title());
    plot.cells();
    plot.labels();
    plot.bar();
    return plot.svg.end();
  }

  private void cells() {
    int rows = map.rows().size();
    for (int r = 0; r < rows; r++) {
      double[] row = map.rows().get(r);
      for (int c = 0; c < row.length; c++) {
        int x = edge(c, rows + 1);
        int y = edge(r, rows);
        svg.rectangle(
            CELL.formatted(color(row[c] / largest)),
            frame.left() + x,
            frame.top() + y,
            edge(c + 1, rows + 1) - x,
            edge(r + 1, rows) - y);
      }
    }
    svg.rectangle(BORDER, frame.left(), frame.top(), PLOT, PLOT);
  }

  /** Where cell {@code index} of {@code count} begins. */
  private static int edge(int index, int count) {
    return Math.round((float) PLOT * index / count);
  }

  private void labels() {
    int rows = map.rows().size();
    int step = Math.max(1, (rows + MOST_LABELS - 1) / MOST_LABELS);
    for (int i = step; i <= rows; i += step) {
      double y = frame.top() + (edge(i - 1, rows) + edge(i, rows)) / 2.0 + 4;
      svg.text("end", SMALL, frame.left() - 6, y, Integer.toString(i));
    }
    for (int i = 0; i <= rows; i += step) {
      double x = frame.left() + (edge(i, rows + 1) + edge(i + 1, rows + 1)) / 2.0;
      svg.text("middle", SMALL, x, frame.bottom() + 18, i == 0 ? "emb" : Integer.toString(i));
    }
    svg.text("middle", MEDIUM, frame.middle(), frame.bottom() + 40, map.xTitle());
    svg.upright(MEDIUM, 26, frame.halfway(), map.yTitle());
  }

  private void bar() {
    int left = frame.right() + BAR_GAP;
    for (int i = 0; i < BAR_STEPS; i++) {
      int bottom = frame.bottom() - PLOT * i / BAR_STEPS;
      int top = frame.bottom() - PLOT * (i + 1) / BAR_STEPS;
      svg.rectangle(
          CELL.formatted(color((i + 0.5) / BAR_STEPS)), left, top, BAR_WIDTH, bottom - top);
    }
    svg.rectangle(BORDER, left, frame.top(), BAR_WIDTH, PLOT);
    for (int i = 0; i <= BAR_MARKS; i++) {
      svg.text(
          "start",
          SMALL,
          left + BAR_WIDTH + 5,
          frame.bottom() - (double) PLOT * i / BAR_MARKS + 4,
          String.format(Locale.ROOT, "%.2f", largest * i / BAR_MARKS));
    }
  }

  /** The colour of a share of the largest value, in [0, 1]. */
  private static String color(double share) {
    double place = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
    int low = Math.min((int) place, RAMP.length - 2);
    double rest = place - low;
    StringBuilder color = new StringBuilder("#");
    for (int part = 0; part < 3; part++) {
      double mixed = RAMP[low][part] + (RAMP[low + 1][part] - RAMP[low][part]) * rest;
      color.append("%02x".formatted((int) Math.round(mixed)));
    }
    return color.toString();
  }
}
