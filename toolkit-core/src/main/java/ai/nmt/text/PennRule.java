package ai.nmt.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One substitution of the Penn Treebank modes, applied wherever it matches.
 *
 * @param pattern what is replaced
 * @param replacement what replaces it; {@code $1} is the first group
 */
record PennRule(Pattern pattern, String replacement) {
  static PennRule of(String pattern, String replacement) {
    return new PennRule(Pattern.compile(pattern), replacement);
  }

  static String applyAll(List<PennRule> rules, String line) {
    String text = line;
    for (PennRule rule : rules) {
      text = rule.pattern.matcher(text).replaceAll(rule.replacement);
    }
    return text;
  }
}
