package ai.nmt.text;

import ai.nmt.unicode.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Moses' {@code tokenizer.perl -penn}: English tokens as in the Penn Treebank, for text that a
 * parser trained on it shall read.
 *
 * <p>Quotation marks become directed ({@code ``} and {@code ''}), brackets get names ({@code
 * -LRB-}), contractions are cut ({@code ca n't}), slashes inside words become {@code @/@}. The
 * special characters of Moses' decoder are always escaped.
 */
public final class PennTokenizer implements TextStage {
  private static final String ELLIPSIS = "_ELLIPSIS_";

  private static final List<PennRule> RULES =
      Stream.of(openingQuotes(), punctuation(), brackets(), closingQuotes(), contractions())
          .flatMap(List::stream)
          .toList();

  private final NonbreakingPrefixes prefixes;
  private final boolean skipMarkup;

  /**
   * Makes a tokenizer.
   *
   * @param prefixes words after which a full stop stays ({@code -l})
   * @param skipMarkup whether lines that are one XML element or tag stay as they are ({@code -x})
   */
  public PennTokenizer(NonbreakingPrefixes prefixes, boolean skipMarkup) {
    this.prefixes = prefixes;
    this.skipMarkup = skipMarkup;
  }

  private static List<PennRule> openingQuotes() {
    String before = "([ (\\[{<])";
    return List.of(
        PennRule.of("^``", "`` "),
        PennRule.of("^\"", "`` "),
        PennRule.of("^`([^`])", "` $1"),
        PennRule.of("^'", "`  "),
        PennRule.of(before + "\"", "$1 `` "),
        PennRule.of(before + "``", "$1 `` "),
        PennRule.of(before + "`([^`])", "$1 ` $2"),
        PennRule.of(before + "'", "$1 ` "));
  }

  private static List<PennRule> punctuation() {
    IntPredicate number = Characters::isNumber;
    IntPredicate noNumber = number.negate();
    return List.of(
        PennRule.of("\\.\\.\\.", " " + ELLIPSIS + " "),
        PennRule.between(noNumber, ',', noNumber, " , "),
        PennRule.between(number, ',', noNumber, " , "),
        PennRule.between(noNumber, ',', number, " , "),
        new PennRule(PennTokenizer::separateSymbols),
        PennRule.between(Characters::isAlnum, '/', Characters::isAlnum, " @/@ "),
        PennRule.of("([^.])\\.([\\])}>\"']*+) ?\\z", "$1 .$2 "),
        PennRule.of("([?!])", " $1 "));
  }

  /** Spaces around certain marks and the symbols of the categories Sc and So. */
  private static String separateSymbols(String line) {
    StringBuilder text = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); ) {
      int codePoint = line.codePointAt(i);
      i += Character.charCount(codePoint);
      if (";:@#%&".indexOf(codePoint) >= 0
          || Characters.isCurrency(codePoint)
          || Characters.isOtherSymbol(codePoint)) {
        text.append(' ').appendCodePoint(codePoint).append(' ');
      } else {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }

  private static List<PennRule> brackets() {
    return List.of(
        PennRule.of("([\\]\\[(){}<>])", " $1 "),
        PennRule.of("\\(", "-LRB-"),
        PennRule.of("\\)", "-RRB-"),
        PennRule.of("\\[", "-LSB-"),
        PennRule.of("\\]", "-RSB-"),
        PennRule.of("\\{", "-LCB-"),
        PennRule.of("\\}", "-RCB-"),
        PennRule.of("--", " -- "));
  }

  /** Later rules rely on the spaces that the first one puts around the line. */
  private static List<PennRule> closingQuotes() {
    return List.of(
        PennRule.of("(?s)\\A(.*)\\z", " $1 "),
        PennRule.of("\"", " '' "),
        PennRule.of("([^'])' ", "$1 ' "));
  }

  private static List<PennRule> contractions() {
    List<PennRule> rules = new ArrayList<>();
    rules.add(PennRule.of("'([sSmMdD]) ", " '$1 "));
    for (String ending : List.of("'ll", "'re", "'ve", "n't", "'LL", "'RE", "'VE", "N'T")) {
      rules.add(PennRule.of(ending + " ", " " + ending + " "));
    }
    rules.add(PennRule.of(" ([Cc])annot ", " $1an not "));
    rules.add(PennRule.of(" ([Dd])'ye ", " $1' ye "));
    rules.add(PennRule.of(" ([Gg])imme ", " $1im me "));
    rules.add(PennRule.of(" ([Gg])onna ", " $1on na "));
    rules.add(PennRule.of(" ([Gg])otta ", " $1ot ta "));
    rules.add(PennRule.of(" ([Ll])emme ", " $1em me "));
    rules.add(PennRule.of(" ([Mm])ore'n ", " $1ore 'n "));
    rules.add(PennRule.of(" '([Tt])is ", " '$1 is "));
    rules.add(PennRule.of(" '([Tt])was ", " '$1 was "));
    rules.add(PennRule.of(" ([Ww])anna ", " $1an na "));
    return rules;
  }

  @Override
  public String apply(String line) {
    if (Characters.isBlank(line) || (skipMarkup && MosesTokenizer.isMarkup(line))) {
      return line;
    }
    String text = separateFullStops(PennRule.applyAll(RULES, plainSpaces(line)));
    return escape(singleSpaces(text.replace(ELLIPSIS, "...")));
  }

  /** One space for each run of white space; no control characters. */
  private static String plainSpaces(String line) {
    StringBuilder text = new StringBuilder(line.length());
    boolean space = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (!Characters.isSpace(character)) {
        space = false;
        if (character >= ' ') {
          text.append(character);
        }
      } else if (!space) {
        space = true;
        text.append(' ');
      }
    }
    return text.toString();
  }

  private static String singleSpaces(String line) {
    StringBuilder text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character != ' ' || (text.length() > 0 && text.charAt(text.length() - 1) != ' ')) {
        text.append(character);
      }
    }
    if (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
    return text.toString();
  }

  /** Cuts the full stop off words that are no abbreviations. */
  private String separateFullStops(String line) {
    String[] words = DetokenizedLine.words(line);
    StringBuilder text = new StringBuilder(line.length() + 8);
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      int end = word.length() - 1;
      if (end > 0 && word.charAt(end) == '.') {
        // An empty next word, from two spaces in a row, starts with nothing.
        String next = i + 1 < words.length ? words[i + 1] : "";
        String stem = word.substring(0, end);
        text.append(stem).append(keepsFullStop(stem, next) ? "." : " .");
      } else {
        text.append(word);
      }
      text.append(' ');
    }
    return text.toString();
  }

  private boolean keepsFullStop(String word, String next) {
    boolean abbreviated = word.indexOf('.') >= 0 && word.codePoints().anyMatch(Characters::isAlpha);
    if (abbreviated || prefixes.always().contains(word)) {
      return true;
    }
    if (next.isEmpty()) {
      return false;
    }
    char first = next.charAt(0);
    return Characters.isLower(next.codePointAt(0))
        || (first >= '0' && first <= '9' && prefixes.beforeNumbers().contains(word));
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      String entity = MosesEntities.of(text.charAt(i));
      if (entity == null) {
        escaped.append(text.charAt(i));
      } else {
        escaped.append(entity);
      }
    }
    return escaped.toString();
  }
}
