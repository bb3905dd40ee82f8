package ai.nmt.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.util.Arrays;
import java.util.Locale;

/**
 * How heat maps look: XChart's own have no row on top, write each cell's number and colour missing
 * cells, so this one is drawn by hand.
 */
final class HeatMapDrawing implements ChartFiles.Drawing {
  private static final int PLOT = 420;
  private static final int LEFT = 70;
  private static final int TOP = 46;
  private static final int BOTTOM = 60;
  private static final int RIGHT = 90;
  private static final int BAR_WIDTH = 16;
  private static final int BAR_GAP = 18;
  private static final int BAR_STEPS = 64;
  private static final int MOST_LABELS = 12;
  private static final double SMALLEST_RANGE = 0.1;
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 15);

  /** From white to dark blue, evenly darker. */
  private static final Color[] RAMP = {
    new Color(0xFFFFFF),
    new Color(0xD0E1F2),
    new Color(0x94C4DF),
    new Color(0x4A98C9),
    new Color(0x1764AB),
    new Color(0x08306B)
  };

  private final HeatMap map;
  private final double largest;

  HeatMapDrawing(HeatMap map) {
    this.map = map;
    double found = map.rows().stream().flatMapToDouble(Arrays::stream).max().orElse(SMALLEST_RANGE);
    this.largest = Math.ceil(Math.max(found, SMALLEST_RANGE) * 10) / 10;
  }

  @Override
  public int width() {
    return LEFT + PLOT + RIGHT;
  }

  @Override
  public int height() {
    return TOP + PLOT + BOTTOM;
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    cells(graphics);
    labels(graphics);
    bar(graphics);
  }

  private void cells(Graphics2D graphics) {
    int rows = map.rows().size();
    for (int r = 0; r < rows; r++) {
      double[] row = map.rows().get(r);
      for (int c = 0; c < row.length; c++) {
        graphics.setColor(color(row[c] / largest));
        int x = edge(c, rows + 1);
        int y = edge(r, rows);
        graphics.fillRect(LEFT + x, TOP + y, edge(c + 1, rows + 1) - x, edge(r + 1, rows) - y);
      }
    }
    graphics.setColor(Color.GRAY);
    graphics.drawRect(LEFT, TOP, PLOT, PLOT);
  }

  /** Where cell {@code index} of {@code count} begins. */
  private static int edge(int index, int count) {
    return Math.round((float) PLOT * index / count);
  }

  private void labels(Graphics2D graphics) {
    int rows = map.rows().size();
    int step = Math.max(1, (rows + MOST_LABELS - 1) / MOST_LABELS);
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(PLAIN);
    FontMetrics metrics = graphics.getFontMetrics();
    for (int i = step; i <= rows; i += step) {
      String text = Integer.toString(i);
      int y = TOP + (edge(i - 1, rows) + edge(i, rows)) / 2 + metrics.getAscent() / 2 - 1;
      graphics.drawString(text, LEFT - 6 - metrics.stringWidth(text), y);
    }
    for (int i = 0; i <= rows; i += step) {
      String text = i == 0 ? "emb" : Integer.toString(i);
      int x = LEFT + (edge(i, rows + 1) + edge(i + 1, rows + 1)) / 2;
      graphics.drawString(text, x - metrics.stringWidth(text) / 2, TOP + PLOT + 18);
    }
    graphics.setFont(BOLD);
    centred(graphics, map.title(), LEFT + PLOT / 2, TOP - 18);
    graphics.setFont(AXIS);
    centred(graphics, map.xTitle(), LEFT + PLOT / 2, TOP + PLOT + 44);
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(-Math.PI / 2);
    centred(graphics, map.yTitle(), -(TOP + PLOT / 2), LEFT - 44);
    graphics.setTransform(upright);
  }

  private static void centred(Graphics2D graphics, String text, int x, int y) {
    graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text) / 2, y);
  }

  private void bar(Graphics2D graphics) {
    int left = LEFT + PLOT + BAR_GAP;
    for (int i = 0; i < BAR_STEPS; i++) {
      graphics.setColor(color((i + 0.5) / BAR_STEPS));
      int bottom = TOP + PLOT - PLOT * i / BAR_STEPS;
      int top = TOP + PLOT - PLOT * (i + 1) / BAR_STEPS;
      graphics.fillRect(left, top, BAR_WIDTH, bottom - top);
    }
    graphics.setColor(Color.GRAY);
    graphics.drawRect(left, TOP, BAR_WIDTH, PLOT);
    graphics.setColor(Color.DARK_GRAY);
    graphics.setFont(PLAIN);
    int marks = 5;
    for (int i = 0; i <= marks; i++) {
      String text = String.format(Locale.ROOT, "%.2f", largest * i / marks);
      graphics.drawString(text, left + BAR_WIDTH + 5, TOP + PLOT - PLOT * i / marks + 4);
    }
  }

  /** The colour of a share of the largest value, in [0, 1]. */
  private static Color color(double share) {
    double place = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
    int low = Math.min((int) place, RAMP.length - 2);
    double rest = place - low;
    return new Color(
        mix(RAMP[low].getRed(), RAMP[low + 1].getRed(), rest),
        mix(RAMP[low].getGreen(), RAMP[low + 1].getGreen(), rest),
        mix(RAMP[low].getBlue(), RAMP[low + 1].getBlue(), rest));
  }

  private static int mix(int low, int high, double rest) {
    return (int) Math.round(low + (high - low) * rest);
  }
}
