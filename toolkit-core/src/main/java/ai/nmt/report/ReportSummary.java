package ai.nmt.report;

import ai.nmt.report.HistoryEvent.Kind;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures of a training that stand at the top of its report, and its events as tables. */
final class ReportSummary {
  private static final String BEST_CHECKPOINT = "checkpoint_best";

  private final RunHistory history;

  ReportSummary(RunHistory history) {
    this.history = history;
  }

  /** A figure in large type with its name and what else is to be said. */
  record Card(String value, String name, String note) {}

  List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    List<HistoryEvent> events = history.events();
    HistoryEvent last = events.get(events.size() - 1);
    int epochs = history.of(Kind.TRAIN).size();
    cards.add(new Card(grouped(last.updates()), "updates", epochs + " epochs finished"));
    best().ifPresent(cards::add);
    last(Kind.TRAIN_INNER)
        .or(() -> last(Kind.TRAIN))
        .ifPresent(
            event -> {
              cards.add(figure(event, "loss", "training loss"));
              cards.add(figure(event, "wps", "tokens per second"));
              Double wall = event.figures().get("wall");
              if (wall != null) {
                cards.add(new Card(duration(wall), "time in training", "interruptions excluded"));
              }
            });
    int runs = history.of(Kind.RUN).size();
    cards.add(new Card(Integer.toString(runs), runs == 1 ? "process" : "processes", "in turn"));
    return cards;
  }

  private static Card figure(HistoryEvent event, String figure, String name) {
    Double value = event.figures().get(figure);
    return new Card(
        value == null ? "?" : Axis.label(value), name, "after " + grouped(event.updates()));
  }

  /** The best value, and where it was reached and saved. */
  private Optional<Card> best() {
    List<HistoryEvent> decided =
        history.of(Kind.VALID).stream().filter(event -> event.best() != null).toList();
    if (decided.isEmpty()) {
      return Optional.empty();
    }
    Double best = decided.get(decided.size() - 1).best();
    String metric = setting("bestMetric").orElse("loss");
    String reached =
        decided.stream()
            .filter(event -> best.equals(event.figures().get(metric)))
            .findFirst()
            .map(event -> "after " + grouped(event.updates()))
            .orElse("");
    String file =
        history.of(Kind.SAVED).stream()
            .map(event -> Path.of(event.text()).getFileName().toString())
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
