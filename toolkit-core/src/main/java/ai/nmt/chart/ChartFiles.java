package ai.nmt.chart;

import ai.nmt.io.AtomicFile;
import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** Writes charts as PNG and SVG; needs no screen. */
public final class ChartFiles {
  static {
    // Before anything of AWT is touched: servers have no display.
    System.setProperty("java.awt.headless", "true");
  }

  private ChartFiles() {}

  /**
   * Draws a chart into two files.
   *
   * @param chart what to draw
   * @param stem path of the files without ending; its folder exists
   * @return the files, {@code stem.png} and {@code stem.svg}
   * @throws ai.nmt.io.InputException if they cannot be written
   */
  public static List<Path> write(ai.nmt.chart.Chart chart, Path stem) {
    Drawing drawing = drawing(chart);
    Path png = stem.resolveSibling(stem.getFileName() + ".png");
    Path svg = stem.resolveSibling(stem.getFileName() + ".svg");
    AtomicFile.write(png, output -> ImageIO.write(bitmap(drawing), "png", output));
    AtomicFile.write(svg, output -> vector(drawing).writeTo(output));
    return List.of(png, svg);
  }

  /** Something that paints itself. */
  interface Drawing {
    int width();

    int height();

    void paint(Graphics2D graphics);
  }

  private static Drawing drawing(ai.nmt.chart.Chart chart) {
    if (chart instanceof LineChart lines) {
      return of(LineDrawing.of(lines));
    }
    return new HeatMapDrawing((HeatMap) chart);
  }

  private static Drawing of(Chart<?, ?> chart) {
    return new Drawing() {
      @Override
      public int width() {
        return chart.getWidth();
      }

      @Override
      public int height() {
        return chart.getHeight();
      }

      @Override
      public void paint(Graphics2D graphics) {
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
      }
    };
  }

  private static BufferedImage bitmap(Drawing drawing) {
    BufferedImage image =
        new BufferedImage(drawing.width(), drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    drawing.paint(graphics);
    graphics.dispose();
    return image;
  }

  private static Document vector(Drawing drawing) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    drawing.paint(graphics);
    return new SVGProcessor()
        .getDocument(graphics.getCommands(), new PageSize(drawing.width(), drawing.height()));
  }
}
