package ai.nmt.run.prepare;

import ai.nmt.io.InputException;
import ai.nmt.vocab.DictionaryLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the dictionaries of both languages come from.
 *
 * @param sourceLimits what a new source dictionary keeps; of a joined one as well
 * @param targetLimits what a new target dictionary keeps
 * @param sourceFile existing source dictionary to use instead of a new one
 * @param targetFile existing target dictionary to use instead of a new one
 * @param joined whether both languages share one dictionary
 */
public record DictionaryChoice(
    DictionaryLimits sourceLimits,
    DictionaryLimits targetLimits,
    Optional<Path> sourceFile,
    Optional<Path> targetFile,
    boolean joined) {
  /** Checks that the parts agree. */
  public DictionaryChoice {
    if (joined && sourceFile.isPresent() && targetFile.isPresent()) {
      throw new InputException(
          "--joined-dictionary takes one existing dictionary, but both --srcdict and --tgtdict are"
              + " given; leave one of them out");
    }
  }

  /**
   * New dictionaries, one for each language.
   *
   * @return the default choice
   */
  public static DictionaryChoice defaults() {
    return new DictionaryChoice(
        DictionaryLimits.defaults(),
        DictionaryLimits.defaults(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The existing dictionary that serves the source language. */
  Optional<Path> existingSource() {
    return joined ? sourceFile.or(() -> targetFile) : sourceFile;
  }

  /** The existing dictionary that serves the target language. */
  Optional<Path> existingTarget() {
    return joined ? existingSource() : targetFile;
  }
}
