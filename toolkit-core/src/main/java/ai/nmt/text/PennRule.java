package ai.nmt.text;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One substitution of the Penn Treebank modes, applied wherever it matches.
 *
 * @param substitution function of a line
 */
record PennRule(UnaryOperator<String> substitution) {
  /**
   * Of a pattern of single characters and ASCII classes, on which Java and Perl agree.
   *
   * @param pattern what is replaced
   * @param replacement what replaces it; {@code $1} is the first group
   */
  static PennRule of(String pattern, String replacement) {
    Pattern compiled = Pattern.compile(pattern);
    return new PennRule(line -> compiled.matcher(line).replaceAll(replacement));
  }

  /** Of a pattern of Perl with classes of Unicode, slower. */
  static PennRule ofClasses(String pattern, String replacement) {
    Regex compiled = Regex.compile(pattern, Dialect.PERL);
    return new PennRule(line -> compiled.replaceAll(line, replacement));
  }

  static String applyAll(List<PennRule> rules, String line) {
    String text = line;
    for (PennRule rule : rules) {
      text = rule.substitution.apply(text);
    }
    return text;
  }
}
