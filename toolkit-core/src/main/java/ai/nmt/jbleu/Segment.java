package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;
import java.util.List;
import java.util.Objects;

/**
 * One segment of a corpus: its translations and its reference translations.
 *
 * @param hypotheses a text per system, at least one
 * @param references at least one; empty ones count
 */
public record Segment(List<String> hypotheses, List<String> references) {

  /**
   * Of one system, where references may be missing.
   *
   * @throws IllegalArgumentException where no reference is there
   */
  static Segment of(String hypothesis, List<String> references, int number) {
    List<String> present = references.stream().filter(Objects::nonNull).toList();
    if (present.isEmpty()) {
      throw new IllegalArgumentException(
          "segment " + number + " has no reference translation; each needs at least one");
    }
    return new Segment(List.of(hypothesis), present);
  }

  /**
   * A line as sacreBLEU's command line hands it to its metrics.
   *
   * @param line a line without its end
   * @return the line without the white space (Python's) at its end
   */
  public static String stripTrailing(String line) {
    return Characters.stripTrailing(line);
  }
}
