package ai.nmt.text;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import java.util.List;

/**
 * One substitution of the Penn Treebank modes, applied wherever it matches.
 *
 * @param pattern what is replaced
 * @param replacement what replaces it; {@code $1} is the first group
 */
record PennRule(Regex pattern, String replacement) {
  static PennRule of(String pattern, String replacement) {
    return new PennRule(Regex.compile(pattern, Dialect.PERL), replacement);
  }

  static String applyAll(List<PennRule> rules, String line) {
    String text = line;
    for (PennRule rule : rules) {
      text = rule.pattern.replaceAll(text, rule.replacement);
    }
    return text;
  }
}
