package ai.nmt.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.chart.LineChart.Line;
import ai.nmt.chart.LineChart.Style;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartFilesTest {
  @TempDir private Path folder;

  private static Line line(String name, Style style, double... y) {
    double[] x = IntStream.rangeClosed(1, y.length).asDoubleStream().toArray();
    return Line.of(name, 0, style, x, y);
  }

  private static String svg(Chart chart) {
    return ChartDrawing.forFile(chart);
  }

  private static String svg(Line... lines) {
    return svg(LineChart.over("T <1>", "x", "y", false, List.of(lines)));
  }

  private static long count(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().count();
  }

  @Test
  void aLineGoesThroughItsPoints() throws Exception {
    String svg = svg(line("a&b", Style.SOLID, 1, 2, 1));
    // x: 82 + 540 * (1, 2, 3) / 3.03; y: 426 - 380 * (0.05, 1.05, 0.05) / 1.1
    assertThat(svg).contains("points=\"260.2,408.7 438.4,63.3 616.7,408.7 \"");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    Element root = document.getDocumentElement();
    assertThat(root.getAttribute("aria-label")).isEqualTo("T <1>");
    assertThat(root.getTextContent()).contains("T <1>", "a&b");
  }

  @Test
  void stylesDiffer() {
    String solid = svg(line("a", Style.SOLID, 1, 2, 3));
    String dashed = svg(line("a", Style.DASHED, 1, 2, 3));
    String points = svg(line("a", Style.POINTS, 1, 2, 3));
    String dots = svg(line("a", Style.DOTS, 1, 2, 3));
    // With those of the legend.
    assertThat(count("<circle", solid)).isZero();
    assertThat(count("<polyline", solid)).isOne();
    assertThat(count("stroke-dasharray=\"7 4\"", dashed)).isEqualTo(2);
    assertThat(count("<circle", points)).isEqualTo(4);
    assertThat(count("<circle", dots)).isEqualTo(4);
    assertThat(count("<polyline", dots)).isZero();
  }

  @Test
  void aLineIsBrokenAtItsGaps() {
    String svg = svg(line("a", Style.SOLID, 1, 2, Double.NaN, 2, Double.NaN, 1, 3));
    assertThat(count("<polyline", svg)).isEqualTo(2);
    // What stands alone is a dot.
    assertThat(count("<circle", svg)).isOne();
    assertThat(svg).doesNotContain("NaN");
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    assertThatThrownBy(() -> line("a", Style.SOLID, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the line a has no point");
    assertThatThrownBy(() -> line("a", Style.SOLID, 1, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the line a has a point that cannot be drawn: ");
    assertThatThrownBy(() -> LineChart.over("t", "x", "y", true, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the chart \"t\" has no line");
  }

  @Test
  void bothFilesShowTheSame() throws IOException {
    double[] long1 = IntStream.range(0, 20_000).mapToDouble(i -> i % 7).toArray();
    LineChart chart = LineChart.over("t", "x", "y", false, List.of(line("a", Style.SOLID, long1)));
    assertThat(ChartFiles.write(chart, folder.resolve("c")))
        .containsExactly(folder.resolve("c.png"), folder.resolve("c.svg"));
    assertThat(folder.resolve("c.svg")).hasContent(svg(chart));
    BufferedImage image = ImageIO.read(folder.resolve("c.png").toFile());
    assertThat(image.getHeight()).isEqualTo(960);
    assertThat(new Color(image.getRGB(0, 0))).isEqualTo(Color.WHITE);
    // The middle of the plot is full of the line, what lies right of it is not.
    assertThat(new Color(image.getRGB(2 * 300, 2 * 240))).isEqualTo(new Color(0x0072b2));
    assertThat(new Color(image.getRGB(2 * 630, 2 * 240))).isEqualTo(Color.WHITE);
  }

  @Test
  void aHeatMapsCellsAreColours() throws IOException {
    HeatMap map =
        new HeatMap("m", "columns", "rows", List.of(new double[] {0, 1}, new double[] {1, 0.5, 0}));
    ChartFiles.write(map, folder.resolve("m"));
    BufferedImage image = ImageIO.read(folder.resolve("m.png").toFile());
    // Cells of 140 by 210 pixels from (82, 46) on.
    assertThat(new Color(image.getRGB(2 * (82 + 70), 2 * 100))).isEqualTo(Color.WHITE);
    assertThat(new Color(image.getRGB(2 * (82 + 210), 2 * 100))).isEqualTo(new Color(0x08306b));
    assertThat(new Color(image.getRGB(2 * (82 + 70), 2 * 400))).isEqualTo(new Color(0x08306b));
    // Half way between 94c4df and 4a98c9.
    assertThat(new Color(image.getRGB(2 * (82 + 210), 2 * 400))).isEqualTo(new Color(0x6faed4));
    assertThat(Files.readString(folder.resolve("m.svg"))).contains(">emb</text>");
  }
}
