package ai.nmt.text;

import java.util.regex.Pattern;

/**
 * Moses' {@code normalize-punctuation.perl}: quotation marks, dashes, ellipses and spaces around
 * punctuation in one ASCII form per language. As there, letters, digits and white space of the
 * rules are those of ASCII.
 */
public final class PunctuationNormalizer implements TextStage {
  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final Pattern AFTER_PARENTHESIS = Pattern.compile("\\) ([.!:?;,])");
  private static final Pattern PERCENT = Pattern.compile("([0-9]) %");
  private static final Pattern LEFT_MARK_IN_WORD = insideWord('‘');
  private static final Pattern RIGHT_MARK_IN_WORD = insideWord('’');
  private static final Pattern QUOTE_BEFORE_STOPS = Pattern.compile("\"([,.]+)");

  /**
   * Begins at the first of a run of full stops only (or where the last match ended): no other can
   * succeed where that one fails, and trying them all takes quadratic time.
   */
  private static final Pattern STOPS_BEFORE_QUOTE =
      Pattern.compile("(?:(?<!\\.)|\\G)(\\.++)\"(\\s*[^<])");

  private static final Pattern GROUPED_DIGITS = Pattern.compile("([0-9])\u00A0([0-9])");

  private final String language;
  private final boolean penn;

  /**
   * Makes a normalizer.
   *
   * @param language ISO code ({@code -l})
   * @param penn whether {@code ``} and {@code ''} stay, as in the Penn Treebank ({@code -penn})
   */
  public PunctuationNormalizer(String language, boolean penn) {
    this.language = language;
    this.penn = penn;
  }

  /**
   * Makes a normalizer that turns {@code ``} and {@code ''} into quotation marks.
   *
   * @param language ISO code
   */
  public PunctuationNormalizer(String language) {
    this(language, false);
  }

  private static Pattern insideWord(char mark) {
    return Pattern.compile("([a-zA-Z])" + mark + "([a-zA-Z])");
  }

  @Override
  public String apply(String line) {
    String text = spaces(line);
    if (!penn) {
      text = text.replace('`', '\'').replace("''", " \" ");
    }
    text = marks(text);
    text = frenchMarks(text);
    text = noBreakSpaces(text);
    return digits(quotesAndStops(text));
  }

  private static String spaces(String line) {
    String text = line.replace("\r", "").replace("(", " (").replace(")", ") ");
    text = SPACES.matcher(text).replaceAll(" ");
    if (text.indexOf(')') >= 0) {
      text = AFTER_PARENTHESIS.matcher(text).replaceAll(")$1");
    }
    text = text.replace("( ", "(").replace(" )", ")");
    if (text.indexOf('%') >= 0) {
      text = PERCENT.matcher(text).replaceAll("$1%");
    }
    return text.replace(" :", ":").replace(" ;", ";");
  }

  private static String marks(String line) {
    String text =
        line.replace('„', '"')
            .replace('“', '"')
            .replace('”', '"')
            .replace('–', '-')
            .replace("—", " - ");
    text = SPACES.matcher(text).replaceAll(" ").replace('´', '\'');
    if (text.indexOf('‘') >= 0) {
      text = LEFT_MARK_IN_WORD.matcher(text).replaceAll("$1'$2");
    }
    if (text.indexOf('’') >= 0) {
      text = RIGHT_MARK_IN_WORD.matcher(text).replaceAll("$1'$2");
    }
    return text.replace('‘', '\'')
        .replace('‚', '\'')
        .replace('’', '"')
        .replace("''", "\"")
        .replace("…", "...");
  }

  private static String frenchMarks(String text) {
    return text.replace("\u00A0«\u00A0", " \"")
        .replace("«\u00A0", "\"")
        .replace('«', '"')
        .replace("\u00A0»\u00A0", "\" ")
        .replace("\u00A0»", "\"")
        .replace('»', '"');
  }

  private static String noBreakSpaces(String line) {
    if (line.indexOf('\u00A0') < 0) {
      return SPACES.matcher(line).replaceAll(" ");
    }
    String text =
        line.replace("\u00A0%", "%")
            .replace("nº\u00A0", "nº ")
            .replace("\u00A0:", ":")
            .replace("\u00A0ºC", " ºC")
            .replace("\u00A0cm", " cm")
            .replace("\u00A0?", "?")
            .replace("\u00A0!", "!")
            .replace("\u00A0;", ";")
            .replace(",\u00A0", ", ");
    return SPACES.matcher(text).replaceAll(" ");
  }

  /** Full stops and commas go into quotation marks in English and out of them elsewhere. */
  private String quotesAndStops(String text) {
    if (text.indexOf('"') < 0 || language.equals("cs") || language.equals("cz")) {
      return text;
    }
    if (language.equals("en")) {
      return QUOTE_BEFORE_STOPS.matcher(text).replaceAll("$1\"");
    }
    // The line break counts as the character after the mark.
    String withBreak = text.replace(",\"", "\",") + "\n";
    String moved = STOPS_BEFORE_QUOTE.matcher(withBreak).replaceAll("\"$1$2");
    return moved.substring(0, moved.length() - 1);
  }

  private String digits(String text) {
    if (text.indexOf('\u00A0') < 0) {
      return text;
    }
    String mark =
        switch (language) {
          case "de", "es", "cz", "cs", "fr" -> ",";
          default -> ".";
        };
    return GROUPED_DIGITS.matcher(text).replaceAll("$1" + mark + "$2");
  }
}
