package ai.nmt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.chart.LineChart.Line;
import ai.nmt.chart.LineChart.Point;
import ai.nmt.chart.LineChart.Style;
import ai.nmt.io.InputException;
import ai.nmt.report.HistoryEvent.Kind;
import ai.nmt.report.ReportSummary.Card;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final String TIME = "2026-01-02T03:04:05Z";

  @TempDir private Path folder;

  private RunHistory history(int lines) {
    Path path = folder.resolve(RunHistory.FILE_NAME);
    Random random = new Random(3);
    try (HistoryFile file = HistoryFile.open(path, 0)) {
      file.begin(
          TIME,
          0,
          Map.of(
              "training", "{\"seed\":7,\"saving\":{\"bestMetric\":\"bleu\"}}",
              "flags", "{\"lr\":[\"0.1\",\"0.2\"],\"max-tokens\":null}"));
      for (int i = 1; i <= lines; i++) {
        Map<String, Double> figures =
            Map.of("loss", 2 + 8.0 / i, "gnorm", random.nextDouble(), "lr", 1e-4 / i);
        file.append(HistoryEvent.training(Kind.TRAIN_INNER, TIME, 100L * i, 1, figures));
      }
      file.append(
          HistoryEvent.validation(
              TIME, 100L * lines, 1, "valid<1>", Map.of("loss", 2.5, "bleu", 31.25), 31.25));
      file.append(
          HistoryEvent.note(Kind.SAVED, TIME, 100L * lines, "ck/checkpoint_best.safetensors"));
      file.append(HistoryEvent.note(Kind.END, TIME, 100L * lines, "--max-epoch 1 is reached"));
    }
    return RunHistory.read(path);
  }

  @Test
  void aReportShowsCurvesConfigurationAndSamples() {
    String html =
        new HtmlReport("a & b", history(3), List.of(new Sample("ein Haus", null, "a <house>")))
            .html();
    assertThat(html)
        .contains("<title>a &amp; b</title>")
        .contains("Ended 2026-01-02T03:04:05Z: --max-epoch 1 is reached")
        .contains("<b>300</b><span>updates</span>")
        .contains("<b>31.25</b><span>best validation bleu</span>")
        .contains("after 300, checkpoint_best.safetensors")
        .contains("aria-label=\"Loss (bits per token)\"", "aria-label=\"bleu\"")
        .contains("valid&lt;1&gt;", "a &lt;house&gt;", "ein Haus")
        .contains("<th>seed</th><td>7</td>")
        .contains("<th>lr</th><td>[&quot;0.1&quot;,&quot;0.2&quot;]</td>")
        .doesNotContain("<house>", "NaN");
  }

  @Test
  void aReportNeedsNoOtherFile() {
    String html = new HtmlReport("x", history(3), List.of()).html();
    // The name of SVG's namespace is no address that is fetched.
    String addresses = html.replace("http://www.w3.org/2000/svg", "");
    assertThat(addresses)
        .doesNotContain("http:", "https:", "src=", "href=", "@import", "url(h", "url(\"");
  }

  @Test
  void aLongTrainingHasAShortReport() {
    String html = new HtmlReport("x", history(100_000), List.of()).html();
    assertThat(html.length()).isLessThan(200_000);
    assertThat(Pattern.compile("class=\"range\"").matcher(html).results().count()).isEqualTo(3);
  }

  @Test
  void mergedPointsKeepTheirRange() {
    List<Point> points =
        IntStream.rangeClosed(1, 1000).mapToObj(i -> Point.of(i, i % 2 == 0 ? 1 : 3)).toList();
    assertThat(Curve.of(points)).hasSize(500).contains(new Point(2, 2, 1, 3));
  }

  @Test
  void valuesThatAreNotFiniteAreGaps() {
    List<Point> points =
        DoubleStream.of(1, Double.NaN, 3, Double.POSITIVE_INFINITY, -1e31)
            .mapToObj(y -> Point.of(1, y))
            .toList();
    assertThat(Curve.of(points))
        .containsExactly(
            Point.of(1, 1),
            Point.of(1, Double.NaN),
            Point.of(1, 3),
            Point.of(1, Double.NaN),
            Point.of(1, Double.NaN));
    List<Point> many =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(i -> Point.of(i, i <= 500 ? i : Double.NaN))
            .toList();
    List<Point> merged = Curve.of(many);
    assertThat(merged).hasSize(500).contains(new Point(500, 499.5, 499, 500));
    assertThat(merged.subList(250, 500)).allMatch(Point::isGap);
  }

  /** The history of these events, after a process has begun. */
  private RunHistory of(HistoryEvent... events) {
    List<HistoryEvent> all = new ArrayList<>(List.of(events));
    all.add(0, HistoryEvent.run(TIME, 0, new JsonObject()));
    return new RunHistory(all, 0);
  }

  private static HistoryEvent figures(Kind kind, long updates, String name, double value) {
    return HistoryEvent.training(kind, TIME, updates, 1, Map.of(name, value));
  }

  private static HistoryEvent valid(String subset, long updates, double loss, Double best) {
    return HistoryEvent.validation(TIME, updates, 1, subset, Map.of("loss", loss), best);
  }

  private static String html(RunHistory history) {
    return new HtmlReport("x", history, List.of()).html();
  }

  private static List<Line> lines(RunHistory history, String title) {
    return ReportCharts.of(history).stream()
        .filter(chart -> chart.title().equals(title))
        .findFirst()
        .orElseThrow()
        .lines();
  }

  @Test
  void epochEndsArePointsOverTheCurveOfTheUpdates() {
    RunHistory history =
        of(
            figures(Kind.TRAIN_INNER, 100, "loss", 9),
            figures(Kind.TRAIN_INNER, 200, "loss", 7),
            figures(Kind.TRAIN, 250, "loss", 8),
            valid("valid", 250, 7.5, null),
            valid("valid1", 250, 7.75, null));
    assertThat(lines(history, "Loss (bits per token)"))
        .containsExactly(
            new Line("train", 0, Style.SOLID, List.of(Point.of(100, 9), Point.of(200, 7))),
            new Line("train, per epoch", 0, Style.DOTS, List.of(Point.of(250, 8))),
            new Line("valid", 1, Style.POINTS, List.of(Point.of(250, 7.5))),
            new Line("valid1", 2, Style.POINTS, List.of(Point.of(250, 7.75))));
    assertThat(html(history))
        .contains("<i class=\"point\" style=\"background:#0072b2\"></i>train, per epoch</span>");
  }

  @Test
  void withoutFiguresOfUpdatesEpochsAreTheCurve() {
    RunHistory history = of(figures(Kind.TRAIN, 10, "loss", 8), figures(Kind.TRAIN, 20, "loss", 6));
    assertThat(lines(history, "Loss (bits per token)"))
        .containsExactly(
            new Line(
                "train, per epoch", 0, Style.POINTS, List.of(Point.of(10, 8), Point.of(20, 6))));
  }

  @Test
  void theCardsShowTheNewestFigures() {
    RunHistory history =
        of(
            figures(Kind.TRAIN_INNER, 100, "loss", 9),
            valid("valid", 120, 7.5, 7.5),
            figures(Kind.TRAIN, 120, "loss", 8.25),
            figures(Kind.TRAIN_INNER, 200, "wps", 12_345),
            valid("valid", 240, 7.75, 7.5));
    assertThat(new ReportSummary(history).cards())
        .containsExactly(
            new Card("240", "updates", "1 epoch finished"),
            new Card("7.500", "best validation loss", "after 120"),
            new Card("7.75", "valid: loss", "after 240"),
            new Card("8.25", "training loss", "after 120"),
            new Card("12.35k", "tokens per second", "after 200"),
            new Card("1", "process", "in turn"));
  }

  @Test
  void ofAnEpochsEndAndUpdatesThatEndTogetherTheUpdatesCount() {
    RunHistory history =
        of(figures(Kind.TRAIN_INNER, 100, "loss", 7), figures(Kind.TRAIN, 100, "loss", 8));
    assertThat(new ReportSummary(history).cards())
        .contains(new Card("7", "training loss", "after 100"));
  }

  @Test
  void aTrainingThatDivergedHasGapsAndSaysSo() {
    RunHistory history =
        of(
            figures(Kind.TRAIN_INNER, 100, "loss", 9),
            figures(Kind.TRAIN_INNER, 200, "loss", 1e300),
            figures(Kind.TRAIN_INNER, 300, "loss", Double.NaN),
            HistoryEvent.note(Kind.END, TIME, 300, "the loss is NaN: training has diverged"));
    assertThat(html(history))
        .contains("<b>NaN</b><span>training loss</span><small>after 300</small>")
        .contains("Gaps in curves: values that are not finite.")
        .contains("the loss is NaN: training has diverged")
        .contains("[[100,9.0]]")
        .doesNotContain("NaN,", "Infinity");
    assertThat(html(of(figures(Kind.TRAIN_INNER, 100, "loss", Double.NaN))))
        .contains("There are no figures yet")
        .contains("<b>NaN</b><span>training loss</span>");
  }

  @Test
  void aTrainingThatHasJustBegunHasAPage() {
    assertThat(html(of()))
        .contains("<b>0</b><span>updates</span><small>0 epochs finished</small>")
        .contains("There are no figures yet: the first line comes after --log-interval updates.");
    assertThat(html(of(valid("valid", 0, 12, null)))).contains("[[0,12.0]]").doesNotContain("NaN");
    assertThat(html(of(figures(Kind.TRAIN_INNER, 1, "loss", 0))))
        .contains(">0</text>", ">1</text>")
        .doesNotContain(">0.5</text>");
  }

  @Test
  void ofManyValidationsAndCheckpointsTheLastAreListed() {
    List<HistoryEvent> events = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      events.add(valid("valid", i, 3, null));
      events.add(HistoryEvent.note(Kind.SAVED, TIME, i, "ck/checkpoint_1_" + i));
    }
    String html = html(of(events.toArray(HistoryEvent[]::new)));
    assertThat(html.length()).isLessThan(200_000);
    assertThat(html)
        .contains("<td>19,501</td>", "checkpoint_1_20000")
        .doesNotContain("<td>19,500</td>")
        .contains("<p class=\"note\">The last 500 of 20,000 lines.</p>")
        .contains("<p class=\"note\">The last 500 of 20,001 lines.</p>");
  }

  @Test
  void namesMeanNothingInMarkup() {
    RunHistory history =
        of(
            HistoryEvent.validation(TIME, 1, 1, "a<b>\"&'", Map.of("<i>", 1.0), null),
            HistoryEvent.note(Kind.SAVED, TIME, 1, "<script>\u0000"));
    assertThat(html(history))
        .contains("a&lt;b&gt;&quot;&amp;&#39;", "&lt;i&gt;", "&lt;script&gt;\ufffd")
        .doesNotContain("<i>", "<b>\"", "<script>\u0000");
  }

  @Test
  void damagedLinesAreCountedAndLeftOut() throws IOException {
    Path file = folder.resolve("damaged");
    String whole = "{\"kind\":\"TRAIN\",\"time\":\"t\",\"updates\":5,\"epoch\":1,\"figures\":{}}\n";
    Files.writeString(file, whole + "{\"kind\":\"VALID\",\"time\":\"t\"}\n");
    assertThat(RunHistory.read(file).damagedLines()).isOne();
    assertThat(html(RunHistory.read(file)))
        .contains("1 line of the history could not be read and is left out.");
    Files.writeString(
        file, whole + "\u0000\u0001\n{\"kind\":\"RUN\",\"time\":\"t\"}\n{\"kind\":\"EN");
    assertThat(html(RunHistory.read(file)))
        .contains("3 lines of the history could not be read and are left out.");
    Files.writeString(file, "");
    assertThatThrownBy(() -> RunHistory.read(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + " is not the history of a training: it has no line that train wrote");
  }

  @Test
  void theFolderOfAReportIsMade() throws IOException {
    Path file = folder.resolve("a/b/report.html");
    new HtmlReport("x", of(), List.of()).write(file);
    assertThat(file).exists();
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    new HtmlReport("x", of(), List.of()).write(link.resolve("report.html"));
    assertThat(folder.resolve("a/report.html")).exists();
    Path below = file.resolve("report.html");
    assertThatThrownBy(() -> new HtmlReport("x", of(), List.of()).write(below))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("cannot write " + below);
  }

  @Test
  void samplesAreReadFromWhatGeneratePrints() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gen.txt"),
            """
            S-1\tein Haus
            T-1\ta house
            H-1\t-0.5\ta ho@@ use
            D-1\t-0.5\ta house
            H-1\t-0.9\tsecond
            P-1\t-0.1
            S-0\tja
            H-0\t-0.1\tyes
            | Translated
            """);
    assertThat(Sample.read(file))
        .containsExactly(
            new Sample("ein Haus", "a house", "a house"), new Sample("ja", null, "yes"));
    Path empty = Files.writeString(folder.resolve("empty"), "");
    assertThatThrownBy(() -> Sample.read(empty))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("expected what generate prints");
  }
}
