package ai.nmt.report;

import ai.nmt.chart.LineChart;
import ai.nmt.chart.LineChart.Point;
import ai.nmt.chart.Markup;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.Counted;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import ai.nmt.report.HistoryEvent.Kind;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A training as one HTML file that needs no other: curves, configuration, environment, samples. */
public final class HtmlReport {
  /** Samples that are shown; a page is no place for a whole test set. */
  private static final int SHOWN_SAMPLES = 20;

  /** Rows of a table that are shown. */
  private static final int SHOWN_ROWS = 500;

  /** Sections shown first, and how they are called. */
  private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put("flags", "Configuration: flags");
    HEADINGS.put("data", "Data");
    HEADINGS.put("environment", "Environment");
    HEADINGS.put("machine", "Machine");
    HEADINGS.put("model", "Model");
    HEADINGS.put("text_rules", "Text rules");
    HEADINGS.put("training", "Training as stored in the checkpoint");
  }

  private final String title;
  private final RunHistory history;
  private final List<Sample> samples;
  private final StringBuilder page = new StringBuilder();

  /**
   * Makes a report.
   *
   * @param title what is reported on, for example the folder of the checkpoints
   * @param history the training's history
   * @param samples translated sentences to show; the first ones are shown
   */
  public HtmlReport(String title, RunHistory history, List<Sample> samples) {
    this.title = title;
    this.history = history;
    this.samples = List.copyOf(samples);
  }

  /**
   * Writes the page; it replaces a file of that name in one step.
   *
   * @param file where to; its folder is made where it is missing
   * @throws ai.nmt.io.InputException where it cannot be written
   */
  public void write(Path file) {
    byte[] html = html().getBytes(StandardCharsets.UTF_8);
    Path folder = file.toAbsolutePath().getParent();
    try {
      Folders.make(folder);
    } catch (IOException e) {
      throw InputException.cannotWrite(file, e);
    }
    AtomicFile.write(file, output -> output.write(html));
  }

  /** The page. */
  String html() {
    page.setLength(0);
    add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    add("<title>" + Markup.escape(title) + "</title>\n");
    add("<style>\n" + resource("report.css") + "</style></head><body>\n");
    add("<header><h1>" + Markup.escape(title) + "</h1><p>" + state() + "</p></header><main>\n");
    cards();
    charts();
    epochs();
    samples();
    sections();
    runs();
    add("</main><script>\n" + resource("report.js") + "</script></body></html>\n");
    return page.toString();
  }

  private void add(String html) {
    page.append(html);
  }

  private String state() {
    List<HistoryEvent> events = history.events();
    HistoryEvent last = events.get(events.size() - 1);
    String text =
        last.kind() == Kind.END
            ? "Ended " + last.time() + ": " + last.text()
            : "Under way, or ended by force; last heard of at " + last.time();
    return Markup.escape(text);
  }

  private void cards() {
    ReportSummary summary = new ReportSummary(history);
    add("<section class=\"cards\">\n");
    summary
        .cards()
        .forEach(
            card ->
                add(
                    "<div class=\"card\"><b>%s</b><span>%s</span><small>%s</small></div>\n"
                        .formatted(
                            Markup.escape(card.value()),
                            Markup.escape(card.name()),
                            Markup.escape(card.note()))));
    add("</section>\n");
  }

  private void charts() {
    List<LineChart> charts = ReportCharts.of(history);
    add("<section class=\"charts\">\n");
    charts.forEach(chart -> add(ReportFigure.of(chart)));
    add("</section>\n");
    if (charts.isEmpty()) {
      add("<p>There are no figures yet: the first line comes after --log-interval updates.</p>\n");
      return;
    }
    List<String> notes = new ArrayList<>();
    if (charts.stream().anyMatch(chart -> !chart.marks().isEmpty())) {
      notes.add("Dashed lines: the training was interrupted there and went on.");
    }
    if (points(charts).anyMatch(point -> point.low() < point.high())) {
      notes.add("Shaded areas: range of neighbouring values that are drawn as one point.");
    }
    if (points(charts).anyMatch(Point::isGap)) {
      notes.add("Gaps in curves: values that are not finite.");
    }
    if (!notes.isEmpty()) {
      add(note(String.join(" ", notes)));
    }
  }

  private static Stream<Point> points(List<LineChart> charts) {
    return charts.stream()
        .flatMap(chart -> chart.lines().stream())
        .flatMap(line -> line.points().stream());
  }

  private void epochs() {
    List<Map<String, String>> rows = new ReportSummary(history).epochs();
    if (!rows.isEmpty()) {
      add("<details open><summary>Epochs and validations</summary>\n");
      table(rows);
      add("</details>\n");
    }
  }

  /** The last rows: a page is no place for a whole training. */
  private void table(List<Map<String, String>> rows) {
    int left = Math.max(0, rows.size() - SHOWN_ROWS);
    add("<div class=\"wide\">" + ReportTables.grid(rows.subList(left, rows.size())) + "</div>\n");
    if (left > 0) {
      add(note(String.format(Locale.ROOT, "The last %,d of %,d lines.", SHOWN_ROWS, rows.size())));
    }
  }

  private static String note(String text) {
    return "<p class=\"note\">" + text + "</p>\n";
  }

  private void samples() {
    if (samples.isEmpty()) {
      return;
    }
    add("<details open><summary>Samples</summary>\n");
    for (Sample sample : samples.subList(0, Math.min(SHOWN_SAMPLES, samples.size()))) {
      add("<dl class=\"sample\"><dt>source</dt><dd>" + Markup.escape(sample.source()) + "</dd>");
      if (sample.reference() != null) {
        add("<dt>reference</dt><dd>" + Markup.escape(sample.reference()) + "</dd>");
      }
      add("<dt>translation</dt><dd>" + Markup.escape(sample.hypothesis()) + "</dd></dl>\n");
    }
    if (samples.size() > SHOWN_SAMPLES) {
      add(note(String.format(Locale.ROOT, "The first %d of %,d.", SHOWN_SAMPLES, samples.size())));
    }
    add("</details>\n");
  }

  /** The sections of the last process, which are those of the checkpoints. */
  private void sections() {
    List<HistoryEvent> runs = history.of(Kind.RUN);
    if (runs.isEmpty()) {
      return;
    }
    JsonObject last = runs.get(runs.size() - 1).sections();
    Map<String, JsonElement> ordered = new LinkedHashMap<>();
    HEADINGS.keySet().stream()
        .filter(last::has)
        .forEach(name -> ordered.put(HEADINGS.get(name), last.get(name)));
    last.entrySet().stream()
        .filter(entry -> !HEADINGS.containsKey(entry.getKey()))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    ordered.forEach(
        (heading, value) -> {
          add("<details><summary>" + Markup.escape(heading) + "</summary>");
          add(ReportTables.pairs(ReportTables.flatten(value)));
          add("</details>\n");
        });
  }

  private void runs() {
    add("<details><summary>Processes and checkpoints</summary>\n");
    table(new ReportSummary(history).events());
    int damaged = history.damagedLines();
    if (damaged > 0) {
      add(
          note(
              "%s of the history could not be read and %s left out."
                  .formatted(Counted.of(damaged, "line"), damaged == 1 ? "is" : "are")));
    }
    add("</details>\n");
  }

  /** A file that lies beside this class in the jar. */
  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " in the jar", e);
    }
  }
}
