package ai.nmt.run.translation;

import ai.nmt.io.Counted;

/**
 * What became of a stream of lines.
 *
 * @param translated lines that were translated
 * @param untranslated lines that could not be
 */
public record InteractiveReport(long translated, long untranslated) {
  /** In one line, as in {@code Translated 8 lines; 1 could not be translated.} */
  @Override
  public String toString() {
    String done = "Translated " + Counted.of(translated, "line");
    return untranslated == 0
        ? done + "."
        : done + "; %d could not be translated.".formatted(untranslated);
  }
}
