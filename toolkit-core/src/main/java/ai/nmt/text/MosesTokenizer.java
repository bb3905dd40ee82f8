package ai.nmt.text;

import static ai.nmt.unicode.Characters.isAlnum;
import static ai.nmt.unicode.Characters.isAlpha;
import static ai.nmt.unicode.Characters.isLower;
import static ai.nmt.unicode.Characters.isLowercaseLetter;
import static ai.nmt.unicode.Characters.isNumber;
import static ai.nmt.unicode.Characters.isSpace;

import ai.nmt.unicode.Characters;
import java.util.ArrayList;
import java.util.List;

/**
 * Moses' {@code tokenizer.perl} (Koehn et al., ACL 2007): words and punctuation separated by single
 * spaces.
 *
 * <p>The rules are applied one after the other, each to the whole line, since later ones see what
 * earlier ones have made: symbols, hyphens, runs of full stops, commas, apostrophes, and the full
 * stop at the end of each word.
 */
public final class MosesTokenizer implements TextStage {
  private static final int FULL_STOP = '.';
  private static final int COMMA = ',';
  private static final int COLON = ':';
  private static final int MIDDLE_DOT = '·';
  private static final int APOSTROPHE = '\'';

  /** A value above this one is a run of full stops: this value plus its length. */
  private static final int FULL_STOPS = Character.MAX_CODE_POINT;

  private final TokenizerOptions options;
  private final ApostropheRules apostrophes;
  private final int insideWords;

  /**
   * Makes a tokenizer.
   *
   * @param options language and variants
   */
  public MosesTokenizer(TokenizerOptions options) {
    this.options = options;
    this.apostrophes = ApostropheRules.forLanguage(options.language());
    this.insideWords =
        switch (options.language()) {
          case "fi", "sv" -> COLON;
          case "ca" -> MIDDLE_DOT;
          case "tdt" -> APOSTROPHE;
          default -> FULL_STOP;
        };
  }

  @Override
  public String apply(String line) {
    if (Characters.isBlank(line) || (options.skipMarkup() && isMarkup(line))) {
      return line;
    }
    List<String> protectedParts = new ArrayList<>();
    CodePoints text = plainSpaces(line);
    if (!options.protectedPatterns().isEmpty()) {
      text = protect(text, protectedParts);
    }
    CodePoints tidy = new CodePoints(text.size());
    tidy.addTrimmed(text);
    text = separateSymbols(tidy);
    if (insideWords == COLON || insideWords == APOSTROPHE) {
      text = separateUnlessBeforeLowercase(text);
    }
    if (options.aggressive()) {
      text = separateHyphens(text);
    }
    text = bindFullStops(text);
    text = separateCommas(text);
    text = apostrophes.apply(text);
    CodePoints result = new CodePoints(text.size() + 8);
    separateFullStops(text, result);
    return write(result, protectedParts);
  }

  /** {@code /^<.+>$/}. */
  static boolean isMarkup(String line) {
    return line.length() > 2 && line.startsWith("<") && line.endsWith(">");
  }

  /** One space for each run of white space, one around the line; no control characters. */
  private static CodePoints plainSpaces(String line) {
    CodePoints text = new CodePoints(line.length() + 2);
    text.add(' ');
    boolean space = true;
    for (int i = 0; i < line.length(); ) {
      int codePoint = line.codePointAt(i);
      i += Character.charCount(codePoint);
      if (!isSpace(codePoint)) {
        space = false;
        if (codePoint >= ' ') {
          text.add(codePoint);
        }
      } else if (!space) {
        space = true;
        text.add(' ');
      }
    }
    if (!space) {
      text.add(' ');
    }
    return text;
  }

  /** Replaces what matches a pattern by -1 - (its index in {@code parts}), between spaces. */
  private CodePoints protect(CodePoints line, List<String> parts) {
    String text = write(line, List.of(), false);
    ProtectedParts found = ProtectedParts.find(text, options.protectedPatterns());
    parts.addAll(found.parts());
    return found.replaceIn(text);
  }

  private CodePoints separateSymbols(CodePoints text) {
    CodePoints result = new CodePoints(text.size() + 32);
    for (int i = 0; i < text.size(); i++) {
      int value = text.at(i);
      if (value < 0 || isAlnum(value) || isJoined(value)) {
        result.add(value);
      } else {
        result.addApart(value);
      }
    }
    return result;
  }

  private boolean isJoined(int value) {
    return switch (value) {
      case ' ', '.', '\'', '`', ',', '-' -> true;
      default -> value == insideWords;
    };
  }

  /**
   * Colon (fi, sv) and apostrophe (tdt) stay only before a small letter. Moses has the same rule
   * for the middle dot (ca), but compares bytes there with characters, so that it never applies.
   */
  private CodePoints separateUnlessBeforeLowercase(CodePoints text) {
    CodePoints result = new CodePoints(text.size() + 16);
    for (int i = 0; i < text.size(); i++) {
      int value = text.at(i);
      if (value == insideWords && (i + 1 == text.size() || !isLowercaseLetter(text.at(i + 1)))) {
        result.addApart(value);
      } else {
        result.add(value);
      }
    }
    return result;
  }

  private static CodePoints separateHyphens(CodePoints text) {
    CodePoints result = new CodePoints(text.size() + 32);
    for (int i = 0; i < text.size(); i++) {
      int value = text.at(i);
      if (value == '-'
          && i > 0
          && i + 1 < text.size()
          && isAlnum(text.at(i - 1))
          && isAlnum(text.at(i + 1))) {
        result.add(' ').add('@').add('-').add('@').add(' ');
      } else {
        result.add(value);
      }
    }
    return result;
  }

  /** Two or more full stops become one value, so that no later rule sees them. */
  private static CodePoints bindFullStops(CodePoints text) {
    CodePoints result = new CodePoints(text.size() + 8);
    for (int i = 0; i < text.size(); i++) {
      int end = i;
      while (end < text.size() && text.at(end) == FULL_STOP) {
        end++;
      }
      if (end - i >= 2) {
        result.addApart(FULL_STOPS + end - i);
        i = end - 1;
      } else {
        result.add(text.at(i));
      }
    }
    return result;
  }

  /** Commas stay only between numbers. */
  private static CodePoints separateCommas(CodePoints text) {
    CodePoints before = new CodePoints(text.size() + 16);
    for (int i = 0; i < text.size(); i++) {
      int value = text.at(i);
      before.add(value);
      if (i + 1 < text.size() && text.at(i + 1) == COMMA && !isNumeral(value)) {
        before.addApart(COMMA);
        i++;
      }
    }
    CodePoints after = new CodePoints(before.size() + 16);
    for (int i = 0; i < before.size(); i++) {
      int value = before.at(i);
      boolean last = i + 1 == before.size();
      if (value == COMMA && !last && !isNumeral(before.at(i + 1))) {
        after.addApart(COMMA);
        after.add(before.at(i + 1));
        i++;
      } else if (value == COMMA && last && i > 0 && isNumeral(before.at(i - 1))) {
        after.add(' ').add(COMMA);
      } else {
        after.add(value);
      }
    }
    return after;
  }

  private static boolean isNumeral(int value) {
    return value >= 0 && value <= Character.MAX_CODE_POINT && isNumber(value);
  }

  /** Cuts the full stop off words that are no abbreviations; writes words with single spaces. */
  private void separateFullStops(CodePoints text, CodePoints result) {
    int start = wordStart(text, 0);
    while (start < text.size()) {
      int end = start;
      while (end < text.size() && text.at(end) != ' ') {
        end++;
      }
      int next = wordStart(text, end);
      for (int i = start; i < end; i++) {
        if (i == end - 1 && i > start && text.at(i) == FULL_STOP && !keeps(text, start, i, next)) {
          result.add(' ');
        }
        result.add(text.at(i));
      }
      if (next < text.size()) {
        result.add(' ');
      }
      start = next;
    }
    separateFinalFullStopBeforeApostrophe(result);
  }

  private static int wordStart(CodePoints text, int from) {
    int start = from;
    while (start < text.size() && text.at(start) == ' ') {
      start++;
    }
    return start;
  }

  /** Whether the word from start to end keeps its full stop, given where the next word starts. */
  private boolean keeps(CodePoints text, int start, int end, int next) {
    if (next >= text.size()) {
      return false;
    }
    boolean hasFullStop = false;
    boolean hasLetter = false;
    StringBuilder word = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      int value = text.at(i);
      if (!Character.isValidCodePoint(value)) {
        return false;
      }
      hasFullStop |= value == FULL_STOP;
      hasLetter |= isAlpha(value);
      word.appendCodePoint(value);
    }
    int following = text.at(next);
    if ((hasFullStop && hasLetter)
        || (Character.isValidCodePoint(following) && isLower(following))) {
      return true;
    }
    String prefix = word.toString();
    return options.prefixes().always().contains(prefix)
        || (following >= '0'
            && following <= '9'
            && options.prefixes().beforeNumbers().contains(prefix));
  }

  /** {@code .'} at the end of the line, which no other rule cuts; Moses leaves a space behind. */
  private static void separateFinalFullStopBeforeApostrophe(CodePoints text) {
    int size = text.size();
    if (size >= 2 && text.at(size - 1) == '\'' && text.at(size - 2) == FULL_STOP) {
      text.shorten(2);
      text.addApart(FULL_STOP);
      text.add('\'').add(' ');
    }
  }

  private String write(CodePoints text, List<String> protectedParts) {
    return write(text, protectedParts, options.escape());
  }

  private static String write(CodePoints text, List<String> protectedParts, boolean escape) {
    StringBuilder line = new StringBuilder(text.size() + 16);
    for (int i = 0; i < text.size(); i++) {
      int value = text.at(i);
      if (value < 0) {
        protectedParts.get(-1 - value).codePoints().forEach(part -> write(line, part, escape));
      } else if (value > FULL_STOPS) {
        line.append(".".repeat(value - FULL_STOPS));
      } else {
        write(line, value, escape);
      }
    }
    return line.toString();
  }

  private static void write(StringBuilder line, int codePoint, boolean escape) {
    String entity = escape ? MosesEntities.of(codePoint) : null;
    if (entity == null) {
      line.appendCodePoint(codePoint);
    } else {
      line.append(entity);
    }
  }
}
