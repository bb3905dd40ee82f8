package ai.nmt.chart;

import ai.nmt.io.AtomicFile;
import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes charts as PNG and SVG; needs no screen. */
public final class ChartFiles {
  static {
    // Before anything of AWT is touched: servers have no display.
    System.setProperty("java.awt.headless", "true");
  }

  /** Pixels of a bitmap per pixel of the drawing, so that paper and large screens show it well. */
  private static final int SCALE = 2;

  /** A chart has as many points as it has, and was drawn here: nothing is to be limited. */
  private static final LoaderContext LOADER =
      LoaderContext.builder()
          .documentLimits(
              new DocumentLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE))
          .build();

  private ChartFiles() {}

  /**
   * Draws a chart into two files.
   *
   * @param chart what to draw
   * @param stem path of the files without ending; its folder exists
   * @return the files, {@code stem.png} and {@code stem.svg}
   * @throws ai.nmt.io.InputException if they cannot be written
   */
  public static List<Path> write(Chart chart, Path stem) {
    byte[] drawing = ChartDrawing.forFile(chart).getBytes(StandardCharsets.UTF_8);
    Path png = stem.resolveSibling(stem.getFileName() + ".png");
    Path svg = stem.resolveSibling(stem.getFileName() + ".svg");
    AtomicFile.write(png, output -> ImageIO.write(bitmap(drawing), "png", output));
    AtomicFile.write(svg, output -> output.write(drawing));
    return List.of(png, svg);
  }

  private static BufferedImage bitmap(byte[] svg) {
    SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, LOADER);
    if (document == null) {
      throw new IllegalStateException(
          "the chart is no SVG: " + new String(svg, StandardCharsets.UTF_8));
    }
    FloatSize size = document.size();
    BufferedImage image =
        new BufferedImage(
            Math.round(SCALE * size.width),
            Math.round(SCALE * size.height),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    document.render(null, graphics);
    graphics.dispose();
    return image;
  }
}
