package ai.nmt.text;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Files of regular expressions for what the tokenizer keeps whole: one per line. */
public final class ProtectedPatterns {
  private ProtectedPatterns() {}

  /**
   * Reads a file.
   *
   * @param file regular expressions, one per line; empty lines are skipped
   * @return the patterns; {@code \w} and its like know Unicode, as in Perl
   * @throws IOException if reading fails
   * @throws InputException if the file is missing or a line is no regular expression
   */
  public static List<Pattern> load(Path file) throws IOException {
    List<Pattern> patterns = new ArrayList<>();
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

  private static Pattern compile(Path file, int number, String line) {
    try {
      return Pattern.compile(line, Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw new InputException(
          "line " + number + " of " + file + " is no regular expression: " + e.getMessage(), e);
    }
  }
}
