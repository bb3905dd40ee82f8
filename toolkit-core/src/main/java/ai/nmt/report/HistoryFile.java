package ai.nmt.report;

import ai.nmt.io.AppendedFile;
import ai.nmt.io.AtomicFile;
import ai.nmt.io.Folders;
import ai.nmt.io.InputException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A training's history, open for writing; each event is in the file when its method returns. */
public final class HistoryFile implements AutoCloseable {
  private final AppendedFile file;

  private HistoryFile(AppendedFile file) {
    this.file = file;
  }

  /**
   * Opens a history and cuts what is going to happen again.
   *
   * @param path the file; made where it is missing, its folder as well
   * @param updates number of updates that training goes on from; events after it, and lines that
   *     were half written, are cut
   * @return the open file
   * @throws InputException where it cannot be read or written
   */
  public static HistoryFile open(Path path, long updates) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Folders.make(folder);
      if (Files.exists(path)) {
        cut(path, updates);
      }
      return new HistoryFile(AppendedFile.open(path));
    } catch (IOException e) {
      throw InputException.cannotWrite(path, e);
    }
  }

  private static void cut(Path path, long updates) {
    List<HistoryEvent> kept =
        RunHistory.readLines(path).events().stream()
            .filter(event -> event.updates() <= updates)
            .toList();
    AtomicFile.write(
        path,
        output -> {
          for (HistoryEvent event : kept) {
            output.write(HistoryJson.line(event));
          }
        });
  }

  /**
   * Notes that a process begins to train.
   *
   * @param time when, ISO 8601 in UTC
   * @param updates number of updates that it goes on from
   * @param sections the sections of its checkpoints: name to JSON
   */
  public void begin(String time, long updates, Map<String, String> sections) {
    JsonObject object = new JsonObject();
    sections.forEach((name, json) -> object.add(name, lenient(json)));
    append(HistoryEvent.run(time, updates, object));
  }

  private static JsonElement lenient(String json) {
    return JsonParser.parseString(json);
  }

  /**
   * Adds an event.
   *
   * @param event what happened
   * @throws InputException where the file cannot be written to
   * @throws java.io.UncheckedIOException where the disk is full; the event is then left out whole
   */
  public void append(HistoryEvent event) {
    file.append(HistoryJson.line(event));
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path path() {
    return file.path();
  }

  @Override
  public void close() {
    file.close();
  }
}
