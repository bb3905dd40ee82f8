package ai.nmt.corpus;

import ai.nmt.io.InputException;

/**
 * A translation direction.
 *
 * @param source language that is translated from, as in file names
 * @param target language that is translated into
 */
public record LanguagePair(String source, String target) {
  /** Checks the names. */
  public LanguagePair {
    if (source.isBlank() || target.isBlank()) {
      throw new InputException(
          "both languages are needed, for example --source-lang en --target-lang de");
    }
    if (source.equals(target)) {
      throw new InputException(
          "source and target language are both \""
              + source
              + "\"; give them different names, for example --source-lang en --target-lang de");
    }
  }

  /** As in file names: {@code en-de}. */
  @Override
  public String toString() {
    return source + "-" + target;
  }
}
