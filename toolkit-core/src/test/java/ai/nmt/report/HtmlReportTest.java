package ai.nmt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.report.HistoryEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
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
    String html = new HtmlReport("x", history(30_000), List.of()).html();
    assertThat(html.length()).isLessThan(200_000);
    assertThat(Pattern.compile("class=\"range\"").matcher(html).results().count()).isEqualTo(3);
  }

  @Test
  void mergedPointsKeepTheirRange() {
    List<Curve.Point> points =
        LongStream.rangeClosed(1, 1000)
            .mapToObj(i -> Curve.Point.of(i, i % 2 == 0 ? 1 : 3))
            .toList();
    Curve curve = Curve.of("x", points, false);
    assertThat(curve.points()).hasSize(500).contains(new Curve.Point(2, 2, 1, 3));
  }

  @Test
  void axesHaveRoundTicks() {
    assertThat(Axis.linear(0, 4400).ticks(6))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "1000", "2000", "3000", "4000");
    assertThat(new Axis(0, 230_000, false).ticks(5))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "50k", "100k", "150k", "200k");
    assertThat(Axis.suitable(5, 20_000).ticks(6))
        .extracting(Axis.Tick::label)
        .containsExactly("10", "100", "1000", "10k");
    assertThat(Axis.suitable(0, 5e-4).ticks(5))
        .extracting(Axis.Tick::label)
        .containsExactly("0", "2e-4", "4e-4");
    assertThat(Axis.suitable(7, 7).ticks(5)).isNotEmpty();
    assertThat(Axis.suitable(-1, 1).logarithmic()).isFalse();
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
