package ai.nmt.report;

import ai.nmt.report.Chart.Scale;
import ai.nmt.report.HistoryEvent.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The charts of a training's history. */
final class ReportCharts {
  private static final String LOSS = "loss";
  private static final String LIKELIHOOD = "nll_loss";
  private static final String PERPLEXITY = "ppl";

  private final RunHistory history;
  private final List<Long> resumed;
  private final List<String> subsets;
  private final List<Chart> charts = new ArrayList<>();

  private ReportCharts(RunHistory history) {
    this.history = history;
    this.resumed =
        history.of(Kind.RUN).stream()
            .map(HistoryEvent::updates)
            .filter(updates -> updates > 0)
            .distinct()
            .toList();
    this.subsets = history.of(Kind.VALID).stream().map(HistoryEvent::subset).distinct().toList();
  }

  /** The charts of which there is something to show. */
  static List<Chart> of(RunHistory history) {
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

  private void add(String title, Scale scale, String figure) {
    List<Curve> curves = new ArrayList<>();
    Curve training = curve(Chart.TRAINING, Kind.TRAIN_INNER, event -> true, figure);
    curves.add(
        training.points().isEmpty()
            ? curve(Chart.TRAINING + ", per epoch", Kind.TRAIN, event -> true, figure)
            : training);
    for (String subset : subsets) {
      curves.add(curve(subset, Kind.VALID, event -> subset.equals(event.subset()), figure));
    }
    curves.removeIf(curve -> curve.points().isEmpty());
    if (!curves.isEmpty()) {
      charts.add(new Chart(title, scale, curves, resumed));
    }
  }

  private Curve curve(String name, Kind kind, Predicate<HistoryEvent> wanted, String figure) {
    List<Curve.Point> points =
        history.of(kind).stream()
            .filter(wanted)
            .filter(event -> event.figures().get(figure) != null)
            .map(event -> Curve.Point.of(event.updates(), event.figures().get(figure)))
            .toList();
    return Curve.of(name, points, kind != Kind.TRAIN_INNER && points.size() <= 60);
  }
}
