package ai.nmt.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says that a file became shorter while it was read. */
final class ShortenedFile {
  /** What the user has to know. */
  static final String RULE = "files must not change while they are in use";

  private ShortenedFile() {}

  /**
   * Compares a file with what it was.
   *
   * @param file the file
   * @param before its length when it was opened, in bytes
   * @return both lengths in words; empty where the file is not shorter or was deleted
   */
  static Optional<String> describe(Path file, long before) {
    try {
      long now = Files.exists(file) ? Files.size(file) : before;
      return now < before
          ? Optional.of("%s: it had %,d bytes and has %,d now".formatted(file, before, now))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("%s: %s".formatted(file, InputException.reason(e)));
    }
  }
}
