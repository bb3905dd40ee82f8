package ai.nmt.text;

import ai.nmt.io.InputException;
import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import ai.nmt.regex.RegexSyntaxException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of regular expressions for what the tokenizer keeps whole: one per line. */
public final class ProtectedPatterns {
  private ProtectedPatterns() {}

  /**
   * Reads a file.
   *
   * @param file regular expressions, one per line; empty lines are skipped
   * @return the patterns, Perl's under Unicode rules
   * @throws IOException if reading fails
   * @throws InputException if the file is missing or a line is no regular expression
   */
  public static List<Regex> load(Path file) throws IOException {
    List<Regex> patterns = new ArrayList<>();
    try (LineReader lines = new LineReader(file)) {
      int number = 1;
      for (String line = lines.next(); line != null; line = lines.next(), number++) {
        if (!line.isEmpty()) {
          patterns.add(compile(file, number, line));
        }
      }
    }
    return patterns;
  }

  private static Regex compile(Path file, int number, String line) {
    try {
      // Moses puts them into a group, by which back-references count.
      return Regex.compileEnclosed(line, Dialect.PERL);
    } catch (RegexSyntaxException e) {
      throw new InputException(
          "line "
              + number
              + " of "
              + file
              + ", '"
              + line
              + "', is no regular expression: "
              + e.getMessage(),
          e);
    }
  }
}
