package ai.nmt.text;

import static ai.nmt.unicode.Characters.isSpace;

import ai.nmt.io.InputException;
import ai.nmt.io.NamedOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Moses' {@code clean-corpus-n.perl}: drops the pairs of a parallel corpus that are empty, too
 * long, too short or too different in length, and tidies the spaces of the others.
 *
 * <p>If a side of the first pair has a {@code |}, the corpus counts as factored: words are rows of
 * factors between bars, none of them empty. In any other corpus bars are deleted.
 */
public final class CorpusCleaner {
  private static final char FACTOR_SEPARATOR = '|';

  private final CleaningLimits limits;

  /** What becomes of a pair; the first reason that applies. */
  public enum Verdict {
    /** The pair is written. */
    KEPT,
    /** A side has no words. */
    EMPTY,
    /** A side has too many words. */
    TOO_LONG,
    /** A side has too few words. */
    TOO_SHORT,
    /** One side has too many times the words of the other. */
    RATIO,
    /** A word has too many characters. */
    LONG_WORD
  }

  /**
   * The two files of a corpus.
   *
   * @param source first language's side
   * @param target second language's side
   */
  public record Sides(Path source, Path target) {}

  /**
   * Makes a cleaner.
   *
   * @param limits which pairs to keep
   */
  public CorpusCleaner(CleaningLimits limits) {
    this.limits = limits;
  }

  /**
   * Tidies a line.
   *
   * @param line a side of a pair
   * @param factored whether bars separate factors; they are deleted if not
   * @return the line with single spaces between words, none at the ends; in lower case if asked for
   */
  public String tidy(String line, boolean factored) {
    String text = limits.lowercase() ? new Lowercaser().apply(line) : line;
    if (!factored) {
      text = text.replace("|", "");
    }
    StringBuilder tidy = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (isSpace(character)) {
        space = true;
        continue;
      }
      if (space && tidy.length() > 0) {
        tidy.append(' ');
      }
      space = false;
      tidy.append(character);
    }
    return tidy.toString();
  }

  /**
   * Judges a pair of tidy lines. A side of nothing but tags that are not counted has zero words.
   *
   * @param source one side
   * @param target the other side
   * @return whether it is kept, or why not
   */
  public Verdict judge(String source, String target) {
    if (source.isEmpty() || target.isEmpty()) {
      return Verdict.EMPTY;
    }
    int sourceWords = countWords(source);
    int targetWords = countWords(target);
    int more = Math.max(sourceWords, targetWords);
    int fewer = Math.min(sourceWords, targetWords);
    if (more > limits.maximum()) {
      return Verdict.TOO_LONG;
    } else if (fewer < limits.minimum()) {
      return Verdict.TOO_SHORT;
    } else if ((double) more / fewer > limits.ratio()) {
      return Verdict.RATIO;
    } else if (hasLongWord(source) || hasLongWord(target)) {
      return Verdict.LONG_WORD;
    }
    return Verdict.KEPT;
  }

  private int countWords(String line) {
    String text = limits.ignoreMarkup() ? MarkupTags.replaceBySpaces(line) : line;
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = text.charAt(i) == ' ';
      words += inside || space ? 0 : 1;
      inside = !space;
    }
    return words;
  }

  /** Whether a word, or a factor of one, has too many characters. */
  private boolean hasLongWord(String line) {
    int length = 0;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      char character = line.charAt(i);
      length = character == ' ' || character == FACTOR_SEPARATOR ? 0 : length + 1;
      if (length > limits.maximumWordLength()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Cleans a corpus.
   *
   * @param corpus files to read; where one does not exist, it is read from the same name with
   *     {@code .gz}
   * @param clean files to write
   * @param retained file for the numbers of the lines kept, if wanted
   * @return how many pairs met which verdict; all verdicts are present
   * @throws IOException if reading or writing fails
   * @throws InputException if the files have different numbers of lines, exist neither as such nor
   *     with the ending .gz, are not UTF-8, or if a pair that is to be kept has an empty factor
   */
  public Map<Verdict, Long> clean(Sides corpus, Sides clean, Optional<Path> retained)
      throws IOException {
    Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict, 0L);
    }
    try (LineReader sources = LineReader.openPossiblyCompressed(corpus.source());
        LineReader targets = LineReader.openPossiblyCompressed(corpus.target());
        BufferedWriter cleanSources = NamedOutput.writer(clean.source());
        BufferedWriter cleanTargets = NamedOutput.writer(clean.target());
        BufferedWriter numbers = retained.isEmpty() ? null : NamedOutput.writer(retained.get())) {
      String source = sources.next();
      String target = targets.next();
      boolean factored =
          source != null && target != null && (source + target).indexOf(FACTOR_SEPARATOR) >= 0;
      for (long number = 1; source != null && target != null; number++) {
        String tidySource = tidy(source, factored);
        String tidyTarget = tidy(target, factored);
        Verdict verdict = judge(tidySource, tidyTarget);
        counts.merge(verdict, 1L, Long::sum);
        if (verdict == Verdict.KEPT) {
          checkFactors(corpus.source(), number, tidySource);
          checkFactors(corpus.target(), number, tidyTarget);
          cleanSources.append(tidySource).append('\n');
          cleanTargets.append(tidyTarget).append('\n');
          if (numbers != null) {
            numbers.append(Long.toString(number)).append('\n');
          }
        }
        source = sources.next();
        target = targets.next();
      }
      if (source != null) {
        throw lengthsDiffer(corpus.target(), corpus.source());
      } else if (target != null) {
        throw lengthsDiffer(corpus.source(), corpus.target());
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  private static void checkFactors(Path file, long number, String line) {
    if (line.contains(" |") || line.contains("||")) {
      throw new InputException(
          "line "
              + number
              + " of "
              + file
              + " has an empty factor: the first line has a |, so the corpus is read as factored;"
              + " give every word its factors, or delete the bars of the first line");
    }
  }

  private static InputException lengthsDiffer(Path shorter, Path longer) {
    return new InputException(
        shorter
            + " has fewer lines than "
            + longer
            + "; line n of one must be the translation of line n of the other");
  }
}
