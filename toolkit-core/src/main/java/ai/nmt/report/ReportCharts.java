package ai.nmt.report;

import ai.nmt.chart.Axis;
import ai.nmt.chart.LineChart;
import ai.nmt.chart.LineChart.Line;
import ai.nmt.chart.LineChart.Point;
import ai.nmt.chart.LineChart.Style;
import ai.nmt.report.HistoryEvent.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The charts of a training's history. */
final class ReportCharts {
  private static final String LOSS = "loss";
  private static final String LIKELIHOOD = "nll_loss";
  private static final String PERPLEXITY = "ppl";

  /** The part of a long training that may lie above the chart. */
  private static final double BEGINNING = 0.03;

  /** So many points of a line are marked; more would hide it. */
  private static final int MARKED = 60;

  /** How values become heights. */
  private enum Scale {
    /** Equal differences are equally high. */
    LINEAR,
    /** As linear, but equal factors are equally high where values are far apart. */
    WIDE,
    /** As linear, but the beginning of a long training may lie above the chart. */
    SETTLED
  }

  private final RunHistory history;
  private final List<Double> resumed;
  private final List<String> subsets;
  private final List<LineChart> charts = new ArrayList<>();

  private ReportCharts(RunHistory history) {
    this.history = history;
    this.resumed =
        history.of(Kind.RUN).stream()
            .filter(run -> run.updates() > 0)
            .map(run -> (double) run.updates())
            .distinct()
            .toList();
    this.subsets = history.of(Kind.VALID).stream().map(HistoryEvent::subset).distinct().toList();
  }

  /** The charts of which there is something to show. */
  static List<LineChart> of(RunHistory history) {
    ReportCharts charts = new ReportCharts(history);
    charts.add("Loss (bits per token)", Scale.SETTLED, LOSS);
    charts.add("Negative log-likelihood (bits per token)", Scale.SETTLED, LIKELIHOOD);
    charts.add("Perplexity", Scale.WIDE, PERPLEXITY);
    charts.measured().forEach(metric -> charts.add(metric, Scale.LINEAR, metric));
    charts.add("Learning rate", Scale.LINEAR, "lr");
    charts.add("Gradient norm before clipping", Scale.WIDE, "gnorm");
    charts.add("Target tokens per second", Scale.LINEAR, "wps");
    charts.add("Loss scale", Scale.WIDE, "loss_scale");
    return charts.charts;
  }

  /** Metrics that only validation knows. */
  private Set<String> measured() {
    Set<String> names = new LinkedHashSet<>();
    history.of(Kind.VALID).forEach(event -> names.addAll(event.figures().keySet()));
    names.removeAll(List.of(LOSS, LIKELIHOOD, PERPLEXITY));
    return names;
  }

  /** Each set of data has the same colour in all charts; training has the first one. */
  private void add(String title, Scale scale, String figure) {
    List<Line> lines = new ArrayList<>();
    List<Point> updates = points(history.of(Kind.TRAIN_INNER), figure);
    List<Point> epochs = points(history.of(Kind.TRAIN), figure);
    line(lines, "train", 0, Style.SOLID, updates);
    line(lines, "train, per epoch", 0, lines.isEmpty() ? marked(epochs) : Style.DOTS, epochs);
    for (int i = 0; i < subsets.size(); i++) {
      String subset = subsets.get(i);
      List<HistoryEvent> validations =
          history.of(Kind.VALID).stream().filter(event -> subset.equals(event.subset())).toList();
      List<Point> values = points(validations, figure);
      line(lines, subset, i + 1, marked(values), values);
    }
    if (!lines.isEmpty()) {
      List<Point> all =
          lines.stream()
              .flatMap(line -> line.points().stream())
              .filter(point -> !point.isGap())
              .toList();
      double last = all.stream().mapToDouble(Point::x).max().orElseThrow();
      Axis y = yAxis(scale, all, last);
      charts.add(new LineChart(title, "updates", "", Axis.count(last), y, lines, resumed));
    }
  }

  private static void line(
      List<Line> lines, String name, int color, Style style, List<Point> points) {
    if (!Curve.isEmpty(points)) {
      lines.add(new Line(name, color, style, points));
    }
  }

  private static Style marked(List<Point> points) {
    return points.size() <= MARKED ? Style.POINTS : Style.SOLID;
  }

  private static List<Point> points(List<HistoryEvent> events, String figure) {
    return Curve.of(
        events.stream()
            .filter(event -> event.figures().get(figure) != null)
            .map(event -> Point.of((double) event.updates(), event.figures().get(figure)))
            .toList());
  }

  private static Axis yAxis(Scale scale, List<Point> points, double last) {
    double low = points.stream().mapToDouble(Point::low).min().orElseThrow();
    double from = scale == Scale.SETTLED ? BEGINNING * last : 0;
    double high =
        points.stream()
            .filter(point -> point.x() >= from)
            .mapToDouble(Point::high)
            .max()
            .orElseThrow();
    return scale == Scale.WIDE ? Axis.suitable(low, high) : Axis.linear(low, high);
  }
}
