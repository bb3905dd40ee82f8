package ai.nmt.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** History events as lines of JSON. */
final class HistoryJson {
  /** A training that diverges has figures that are no numbers. */
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

  private HistoryJson() {}

  /** The line of an event, its end included. */
  static byte[] line(HistoryEvent event) {
    return (GSON.toJson(event) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The event of a line; empty where the line is damaged. */
  static Optional<HistoryEvent> event(String line) {
    try {
      HistoryEvent event = GSON.fromJson(line, HistoryEvent.class);
      return event != null && isWhole(event) ? Optional.of(event) : Optional.empty();
    } catch (JsonParseException e) {
      // A process that was killed while it wrote leaves half a line; the reader counts these.
      return Optional.empty();
    }
  }

  /** Whether it has what an event of its kind is about. */
  private static boolean isWhole(HistoryEvent event) {
    if (event.kind() == null || event.time() == null) {
      return false;
    }
    return switch (event.kind()) {
      case RUN -> event.sections() != null;
      case TRAIN_INNER, TRAIN -> event.figures() != null;
      case VALID -> event.figures() != null && event.subset() != null;
      case SAVED, END -> event.text() != null;
    };
  }
}
