package ai.nmt.subword;

import ai.nmt.io.InputException;
import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import ai.nmt.regex.RegexSyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How {@link BpeSegmenter} writes and what it leaves alone.
 *
 * @param separator mark of units that do not end a word ({@code --separator})
 * @param vocabulary units that may be used, as written, separator included; others are split again;
 *     empty: all ({@code --vocabulary})
 * @param glossaries regular expressions of what is never split ({@code --glossaries})
 */
public record BpeSegmenterOptions(
    String separator, Set<String> vocabulary, List<Regex> glossaries) {
  /** Copies the collections. */
  public BpeSegmenterOptions {
    Objects.requireNonNull(separator, "separator");
    vocabulary = Set.copyOf(vocabulary);
    glossaries = List.copyOf(glossaries);
  }

  /**
   * subword-nmt's defaults.
   *
   * @return {@code @@}, no vocabulary, no glossaries
   */
  public static BpeSegmenterOptions defaults() {
    return new BpeSegmenterOptions("@@", Set.of(), List.of());
  }

  /**
   * Reads a vocabulary as {@code get-vocab} writes it.
   *
   * @param file lines of a unit, a space and its count
   * @param threshold least count of the units to keep
   * @return the units
   * @throws InputException if the file is missing or damaged
   */
  public static Set<String> readVocabulary(Path file, long threshold) {
    Set<String> vocabulary = new HashSet<>();
    List<String> lines = BpeCodes.readLines(file, "vocabulary");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int space = line.indexOf(' ');
      if (space <= 0 || !line.substring(space + 1).matches("\\d{1,18}")) {
        throw new InputException(
            "line "
                + (i + 1)
                + " of the vocabulary "
                + file
                + " is '"
                + line
                + "'; expected: a unit, one space and its count, as 'get-vocab' writes them");
      }
      if (Long.parseLong(line.substring(space + 1)) >= threshold) {
        vocabulary.add(line.substring(0, space));
      }
    }
    return vocabulary;
  }

  /**
   * Compiles glossaries.
   *
   * @param expressions regular expressions of Python
   * @return the compiled expressions
   * @throws InputException if one is no regular expression
   */
  public static List<Regex> compileGlossaries(List<String> expressions) {
    List<Regex> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        Regex pattern = Regex.compile(expression, Dialect.PYTHON);
        // In a group too, where references to its own groups would count wrongly.
        new Glossary(List.of(pattern));
        patterns.add(pattern);
      } catch (RegexSyntaxException e) {
        throw new InputException(
            "the glossary '" + expression + "' is no regular expression: " + e.getMessage(), e);
      }
    }
    return patterns;
  }
}
