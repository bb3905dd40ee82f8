package ai.nmt.text;

import static ai.nmt.unicode.Characters.isAlpha;
import static ai.nmt.unicode.Characters.isNumber;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Where a language cuts at apostrophes.
 *
 * <p>Each rule is applied to the whole line before the next; within a rule, matches do not overlap,
 * so that of {@code ' ' '} only every other apostrophe is seen by it, as in Moses.
 *
 * @param rules the rules in their order; none: every apostrophe stands alone
 */
record ApostropheRules(List<Rule> rules) {
  private static final int APOSTROPHE = '\'';

  /** {@code it 's}: the apostrophe goes with what follows. */
  private static final ApostropheRules TO_THE_RIGHT =
      of(
          new Rule(ApostropheRules::isNoLetter, ApostropheRules::isNoLetter, Cut.BOTH),
          new Rule(ApostropheRules::isNoLetterNorNumber, ApostropheRules::isLetter, Cut.BOTH),
          new Rule(ApostropheRules::isLetter, ApostropheRules::isNoLetter, Cut.BOTH),
          new Rule(ApostropheRules::isLetter, ApostropheRules::isLetter, Cut.BEFORE),
          new Rule(ApostropheRules::isNumeral, value -> value == 's', Cut.BEFORE));

  /** {@code l' été}: the apostrophe goes with what precedes. */
  private static final ApostropheRules TO_THE_LEFT =
      of(
          new Rule(ApostropheRules::isNoLetter, ApostropheRules::isNoLetter, Cut.BOTH),
          new Rule(ApostropheRules::isNoLetter, ApostropheRules::isLetter, Cut.BOTH),
          new Rule(ApostropheRules::isLetter, ApostropheRules::isNoLetter, Cut.BOTH),
          new Rule(ApostropheRules::isLetter, ApostropheRules::isLetter, Cut.AFTER));

  /** Glottal stops: the apostrophe stays between letters. */
  private static final ApostropheRules INSIDE_WORDS =
      of(
          new Rule(ApostropheRules::isNoLetter, ApostropheRules::isNoLetter, Cut.BOTH),
          new Rule(ApostropheRules::isNoLetter, ApostropheRules::isLetter, Cut.BOTH),
          new Rule(ApostropheRules::isLetter, ApostropheRules::isNoLetter, Cut.BOTH));

  private static final ApostropheRules ALONE = of();

  /** On which side of the apostrophe a space is put. */
  enum Cut {
    BEFORE,
    AFTER,
    BOTH
  }

  /** Cuts an apostrophe between two characters that satisfy the predicates. */
  record Rule(IntPredicate left, IntPredicate right, Cut cut) {}

  private static ApostropheRules of(Rule... rules) {
    return new ApostropheRules(List.of(rules));
  }

  static ApostropheRules forLanguage(String language) {
    return switch (language) {
      case "en" -> TO_THE_RIGHT;
      case "fr", "it", "ga", "ca" -> TO_THE_LEFT;
      case "so", "tdt" -> INSIDE_WORDS;
      default -> ALONE;
    };
  }

  CodePoints apply(CodePoints text) {
    if (!contains(text)) {
      return text;
    }
    if (rules.isEmpty()) {
      return separateAll(text);
    }
    CodePoints result = text;
    for (Rule rule : rules) {
      result = apply(rule, result);
    }
    return result;
  }

  private static boolean contains(CodePoints text) {
    for (int i = 0; i < text.size(); i++) {
      if (text.at(i) == APOSTROPHE) {
        return true;
      }
    }
    return false;
  }

  private static CodePoints separateAll(CodePoints text) {
    CodePoints result = new CodePoints(text.size() + 16);
    for (int i = 0; i < text.size(); i++) {
      if (text.at(i) == APOSTROPHE) {
        result.addApart(APOSTROPHE);
      } else {
        result.add(text.at(i));
      }
    }
    return result;
  }

  private static CodePoints apply(Rule rule, CodePoints text) {
    CodePoints result = new CodePoints(text.size() + 16);
    for (int i = 0; i < text.size(); i++) {
      result.add(text.at(i));
      if (i + 2 < text.size()
          && text.at(i + 1) == APOSTROPHE
          && rule.left().test(text.at(i))
          && rule.right().test(text.at(i + 2))) {
        if (rule.cut() != Cut.AFTER) {
          result.add(' ');
        }
        result.add(APOSTROPHE);
        if (rule.cut() != Cut.BEFORE) {
          result.add(' ');
        }
        result.add(text.at(i + 2));
        i += 2;
      }
    }
    return result;
  }

  private static boolean isLetter(int value) {
    return Character.isValidCodePoint(value) && isAlpha(value);
  }

  private static boolean isNoLetter(int value) {
    return !isLetter(value);
  }

  private static boolean isNumeral(int value) {
    return Character.isValidCodePoint(value) && isNumber(value);
  }

  private static boolean isNoLetterNorNumber(int value) {
    return !isLetter(value) && !isNumeral(value);
  }
}
