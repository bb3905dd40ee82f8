package ai.nmt.text;

import ai.nmt.regex.Regex;
import java.util.List;
import java.util.Objects;

/**
 * How {@link MosesTokenizer} cuts.
 *
 * @param language ISO code, which decides the rules for apostrophes and colons ({@code -l})
 * @param prefixes words after which a full stop stays ({@code -l})
 * @param aggressive whether hyphens inside words are cut off as {@code @-@} ({@code -a})
 * @param escape whether the characters that mean something to Moses' decoder are written as XML
 *     entities (false: {@code -no-escape})
 * @param skipMarkup whether lines that are one XML element or tag stay as they are ({@code -x})
 * @param protectedPatterns what stays whole, tried in this order ({@code -protected})
 */
public record TokenizerOptions(
    String language,
    NonbreakingPrefixes prefixes,
    boolean aggressive,
    boolean escape,
    boolean skipMarkup,
    List<Regex> protectedPatterns) {
  /** Copies the patterns. */
  public TokenizerOptions {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(prefixes, "prefixes");
    protectedPatterns = List.copyOf(protectedPatterns);
  }

  /**
   * What {@code tokenizer.perl -l LANGUAGE} does.
   *
   * @param language ISO code, for example {@code de}
   * @return options with the language's prefixes, not aggressive, with escapes
   */
  public static TokenizerOptions defaults(String language) {
    return new TokenizerOptions(
        language, NonbreakingPrefixes.of(language), false, true, false, List.of());
  }
}
