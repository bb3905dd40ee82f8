package ai.nmt.report;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training's history as read from its file.
 *
 * @param events what happened, in order
 * @param damagedLines lines that could not be read: half-written by a process that was killed
 */
public record RunHistory(List<HistoryEvent> events, int damagedLines) {
  /** Name of the file beside the checkpoints. */
  public static final String FILE_NAME = "history.jsonl";

  /** Makes the list immutable. */
  public RunHistory {
    events = List.copyOf(events);
  }

  /**
   * Reads a history.
   *
   * @param file the file
   * @return its events
   * @throws InputException where it cannot be read or holds no event at all
   */
  public static RunHistory read(Path file) {
    RunHistory history = readLines(file);
    if (history.events().isEmpty()) {
      throw new InputException(
          file + " is not the history of a training: it has no line that train wrote");
    }
    return history;
  }

  /** Reads a history, even one of no events. */
  static RunHistory readLines(Path file) {
    List<HistoryEvent> events = new ArrayList<>();
    int damaged = 0;
    for (String line : text(file).split("\n", -1)) {
      Optional<HistoryEvent> event = line.isEmpty() ? Optional.empty() : HistoryJson.event(line);
      event.ifPresent(events::add);
      damaged += event.isEmpty() && !line.isEmpty() ? 1 : 0;
    }
    return new RunHistory(events, damaged);
  }

  /** The text; half a character at the end of half a line is no reason to stop. */
  private static String text(Path file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (IOException e) {
      throw InputException.cannotRead(file, e);
    }
  }

  /**
   * The events of a kind.
   *
   * @param kind the kind
   * @return its events, in order
   */
  public List<HistoryEvent> of(HistoryEvent.Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).toList();
  }
}
