package ai.nmt.text;

import java.util.List;
import java.util.function.IntPredicate;
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

  /**
   * Of a mark between two characters of Unicode's classes, of which matches do not overlap.
   *
   * @param left what the character before the mark must be
   * @param mark the mark
   * @param right what the character behind the mark must be
   * @param replacement what replaces the mark
   */
  static PennRule between(IntPredicate left, char mark, IntPredicate right, String replacement) {
    return new PennRule(
        line -> line.indexOf(mark) < 0 ? line : replace(line, left, mark, right, replacement));
  }

  private static String replace(
      String line, IntPredicate left, char mark, IntPredicate right, String replacement) {
    StringBuilder text = new StringBuilder(line.length() + 16);
    int done = 0;
    // The first character that a match may begin with: those of the last one are used up.
    int free = 0;
    for (int at = line.indexOf(mark, 1); at > 0; at = line.indexOf(mark, at + 1)) {
      int next = at + 1;
      if (next < line.length()
          && at - Character.charCount(line.codePointBefore(at)) >= free
          && left.test(line.codePointBefore(at))
          && right.test(line.codePointAt(next))) {
        text.append(line, done, at).append(replacement);
        done = next;
        free = next + Character.charCount(line.codePointAt(next));
        at = free - 1;
      }
    }
    return text.append(line, done, line.length()).toString();
  }

  static String applyAll(List<PennRule> rules, String line) {
    String text = line;
    for (PennRule rule : rules) {
      text = rule.substitution.apply(text);
    }
    return text;
  }
}
