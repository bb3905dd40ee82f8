package ai.nmt.report;

import ai.nmt.chart.Axis;
import ai.nmt.io.Counted;
import ai.nmt.report.HistoryEvent.Kind;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures of a training that stand at the top of its report, and its events as tables. */
final class ReportSummary {
  private static final String BEST_CHECKPOINT = "checkpoint_best";
  private static final String LOSS = "loss";
  private static final String SPEED = "wps";
  private static final String TIME = "wall";

  private final RunHistory history;

  ReportSummary(RunHistory history) {
    this.history = history;
  }

  /** A figure in large type with its name and what else is to be said. */
  record Card(String value, String name, String note) {}

  /** The newest figures, and the best ones. */
  List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    List<HistoryEvent> events = history.events();
    HistoryEvent last = events.get(events.size() - 1);
    int epochs = history.of(Kind.TRAIN).size();
    cards.add(
        new Card(grouped(last.updates()), "updates", Counted.of(epochs, "epoch") + " finished"));
    String metric = setting("bestMetric").orElse(LOSS);
    best(metric).ifPresent(cards::add);
    newest(history.of(Kind.VALID), metric)
        .ifPresent(event -> cards.add(figure(event, metric, event.subset() + ": " + metric)));
    List<HistoryEvent> trained =
        Stream.concat(history.of(Kind.TRAIN).stream(), history.of(Kind.TRAIN_INNER).stream())
            .toList();
    newest(trained, LOSS).ifPresent(event -> cards.add(figure(event, LOSS, "training loss")));
    newest(trained, SPEED).ifPresent(event -> cards.add(figure(event, SPEED, "tokens per second")));
    newest(trained, TIME)
        .map(event -> duration(event.figures().get(TIME)))
        .ifPresent(time -> cards.add(new Card(time, "time in training", "interruptions excluded")));
    int runs = history.of(Kind.RUN).size();
    cards.add(new Card(Integer.toString(runs), runs == 1 ? "process" : "processes", "in turn"));
    return cards;
  }

  /** The event with the most updates that knows a figure; of several, the last. */
  private static Optional<HistoryEvent> newest(List<HistoryEvent> events, String figure) {
    return events.stream()
        .filter(event -> event.figures().get(figure) != null)
        .reduce((one, other) -> other.updates() >= one.updates() ? other : one);
  }

  private static Card figure(HistoryEvent event, String figure, String name) {
    return new Card(
        Axis.label(event.figures().get(figure)), name, "after " + grouped(event.updates()));
  }

  /** The best value, and where it was reached and saved. */
  private Optional<Card> best(String metric) {
    List<HistoryEvent> decided =
        history.of(Kind.VALID).stream().filter(event -> event.best() != null).toList();
    if (decided.isEmpty()) {
      return Optional.empty();
    }
    Double best = decided.get(decided.size() - 1).best();
    String reached =
        decided.stream()
            .filter(event -> best.equals(event.figures().get(metric)))
            .findFirst()
            .map(event -> "after " + grouped(event.updates()))
            .orElse("");
    String file =
        history.of(Kind.SAVED).stream()
            .map(event -> event.text().substring(event.text().lastIndexOf('/') + 1))
            .filter(name -> name.startsWith(BEST_CHECKPOINT))
            .findFirst()
            .map(name -> reached + ", " + name)
            .orElse(reached);
    return Optional.of(
        new Card(String.format(Locale.ROOT, "%.4g", best), "best validation " + metric, file));
  }

  private Optional<String> setting(String name) {
    return last(Kind.RUN)
        .map(run -> run.sections().get("training"))
        .map(training -> child(training, "saving"))
        .map(saving -> child(saving, name))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString);
  }

  private static JsonElement child(JsonElement parent, String name) {
    return parent instanceof JsonObject object ? object.get(name) : null;
  }

  private Optional<HistoryEvent> last(Kind kind) {
    List<HistoryEvent> events = history.of(kind);
    return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
  }

  /** A row per validation and per finished epoch. */
  List<Map<String, String>> epochs() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (HistoryEvent event : history.events()) {
      if (event.kind() == Kind.TRAIN || event.kind() == Kind.VALID) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("updates", grouped(event.updates()));
        row.put("epoch", String.valueOf(event.epoch()));
        row.put("data", event.kind() == Kind.TRAIN ? "train" : event.subset());
        event
            .figures()
            .forEach((name, value) -> row.put(name, value == null ? "" : Axis.label(value)));
        if (event.best() != null) {
          row.put("best", Axis.label(event.best()));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** A row per process that began or ended, and per checkpoint, the newest of each name. */
  List<Map<String, String>> events() {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (HistoryEvent event : history.events()) {
      String what =
          switch (event.kind()) {
            case RUN -> event.updates() == 0 ? "training began" : "training went on";
            case SAVED -> event.text();
            case END -> "ended: " + event.text();
            case TRAIN_INNER, TRAIN, VALID -> null;
          };
      if (what != null) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("time", event.time());
        row.put("updates", grouped(event.updates()));
        row.put("event", what);
        String key = event.kind() == Kind.SAVED ? what : what + " " + rows.size();
        rows.remove(key);
        rows.put(key, row);
      }
    }
    return List.copyOf(rows.values());
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String duration(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toHours() > 0
        ? "%d h %02d min".formatted(time.toHours(), time.toMinutesPart())
        : "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
