package ai.nmt.report;

import ai.nmt.io.InputException;
import ai.nmt.io.Utf8Lines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A translated sentence.
 *
 * @param source the source sentence
 * @param reference its reference translation; null where there is none
 * @param hypothesis the model's best translation
 */
public record Sample(String source, String reference, String hypothesis) {
  /**
   * Reads what {@code generate} printed.
   *
   * @param file its output: lines {@code S-id}, {@code T-id}, {@code H-id} and {@code D-id}, fields
   *     separated by tabs
   * @return the sentences in the order of the file; where there is plain text (D), it counts
   * @throws InputException where the file cannot be read or has no such lines
   */
  public static List<Sample> read(Path file) {
    Map<String, String> lines = new HashMap<>();
    List<String> ids = new ArrayList<>();
    try (Utf8Lines text = Utf8Lines.open(file)) {
      while (text.hasNext()) {
        note(text.next().split("\t", -1), lines, ids);
      }
    }
    if (ids.isEmpty()) {
      throw new InputException(
          file + " has no line that begins with S-: expected what generate prints");
    }
    return ids.stream()
        .map(
            id ->
                new Sample(
                    lines.get("S-" + id),
                    lines.get("T-" + id),
                    lines.getOrDefault("D-" + id, lines.getOrDefault("H-" + id, ""))))
        .toList();
  }

  /** Keeps the last field of the first line of each kind: the best of several translations. */
  private static void note(String[] fields, Map<String, String> lines, List<String> ids) {
    if (fields.length > 1 && fields[0].matches("[STHD]-\\d+")) {
      boolean fresh = lines.putIfAbsent(fields[0], fields[fields.length - 1]) == null;
      if (fresh && fields[0].startsWith("S-")) {
        ids.add(fields[0].substring(2));
      }
    }
  }
}
