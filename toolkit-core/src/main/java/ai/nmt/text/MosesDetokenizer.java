package ai.nmt.text;

import static ai.nmt.text.DetokenizedLine.all;
import static ai.nmt.text.DetokenizedLine.ends;
import static ai.nmt.text.DetokenizedLine.starts;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import ai.nmt.unicode.Characters;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Moses' {@code detokenizer.perl}: plain text from tokens, with the rules of English, French,
 * Italian, Irish, Czech, Finnish and Korean, and common ones for every other language.
 */
public final class MosesDetokenizer implements TextStage {
  private static final List<String> LANGUAGES = List.of("cs", "en", "fi", "fr", "ga", "it", "ko");
  private static final Pattern FINNISH_ENDING = finnishEnding();

  private final String language;
  private final boolean uppercase;

  /**
   * Makes a detokenizer.
   *
   * @param language ISO code ({@code -l})
   * @param uppercase whether lines begin with a capital letter ({@code -u})
   */
  public MosesDetokenizer(String language, boolean uppercase) {
    this.language = language;
    this.uppercase = uppercase;
  }

  /**
   * Makes a detokenizer that leaves the case alone.
   *
   * @param language ISO code
   */
  public MosesDetokenizer(String language) {
    this(language, false);
  }

  /**
   * Languages with rules of their own.
   *
   * @return ISO codes
   */
  public static List<String> languages() {
    return LANGUAGES;
  }

  /** A case ending, possibly with those of a possessor and a particle after it. */
  private static Pattern finnishEnding() {
    String small =
        "n|a|ä|ssa|ssä|sta|stä|hun|hyn|han|hän|hön|un|yn|an|än|ön|seen|lla|llä|lta|ltä|lle|ksi|kse"
            + "|tta|ine";
    String capital =
        Arrays.stream(small.split("\\|", -1))
            .map(ending -> Characters.upperCase(ending.substring(0, 1)) + ending.substring(1))
            .collect(Collectors.joining("|"));
    String cases = small + "|" + capital;
    return Pattern.compile(
        "(?:" + cases + ")(?:ni|si|mme|nne|nsa)?(?:ko|kö|han|hän|pa|pä|kaan|kään|kin)?");
  }

  @Override
  public String apply(String line) {
    if (Characters.isBlank(line) || MosesTokenizer.isMarkup(line)) {
      return line;
    }
    String text = MosesEntities.unescape((" " + line + " ").replace(" @-@ ", "-"));
    return new Line(DetokenizedLine.words(text)).join().finish(uppercase);
  }

  private boolean is(String... languages) {
    for (String one : languages) {
      if (one.equals(language)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isQuote(int codePoint) {
    return "'\"„“`".indexOf(codePoint) >= 0;
  }

  private static boolean isAsciiDigit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  /** Chinese, Japanese and Korean scripts, as Moses counts them. */
  private static boolean isCjk(int codePoint) {
    return (codePoint >= 0x1100 && codePoint <= 0x11FF)
        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
        || (codePoint >= 0xA840 && codePoint <= 0xA87F)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7AF)
        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
        || (codePoint >= 0xFE30 && codePoint <= 0xFE4F)
        || (codePoint >= 0xFF65 && codePoint <= 0xFFDC)
        || (codePoint >= 0x20000 && codePoint <= 0x2FFFF);
  }

  /** Apart, so that only Czech loads the data for letters of either case. */
  private static final class Czech {
    static final Regex DASHED = Regex.compile("(?i)^li$|^mail.*", Dialect.PERL);

    private Czech() {}
  }

  /** One line while it is being joined. */
  private final class Line {
    private final String[] words;
    private final DetokenizedLine text = new DetokenizedLine();
    private final Map<String, Integer> quotes = new HashMap<>();

    Line(String[] words) {
      this.words = words;
    }

    DetokenizedLine join() {
      for (int i = 0; i < words.length; i++) {
        i = place(i);
      }
      return text;
    }

    /** Places word i by the first rule that applies; returns the last word placed. */
    private int place(int i) {
      String word = words[i];
      if (starts(word, MosesDetokenizer::isCjk)) {
        if (i > 0 && ends(words[i - 1], MosesDetokenizer::isCjk) && !is("ko")) {
          text.attachLeft(word);
        } else {
          text.apart(word);
        }
      } else if (DetokenizedLine.isOpening(word)) {
        text.attachRight(word);
      } else if (DetokenizedLine.isClosing(word)) {
        if (is("fr") && word.length() == 1 && "?!:;\\%".contains(word)) {
          text.addSpace();
        }
        text.attachLeft(word);
      } else if (isEnglishContraction(i) || isCzechFraction(i)) {
        text.attachLeft(word);
      } else if (isElision(i)) {
        text.attachRight(word);
      } else if (isCzechDash(i)) {
        text.attachRight(word + words[i + 1]);
        return i + 1;
      } else if (all(word, MosesDetokenizer::isQuote)) {
        quote(i);
      } else if (isFinnishEnding(i)) {
        text.attachLeft(new Lowercaser().apply(word));
      } else {
        text.apart(word);
      }
      return i;
    }

    private boolean isEnglishContraction(int i) {
      return is("en") && i > 0 && DetokenizedLine.isContraction(words[i - 1], words[i]);
    }

    /** {@code 3 , 14} in Czech. */
    private boolean isCzechFraction(int i) {
      return is("cs")
          && i > 1
          && all(words[i - 2], MosesDetokenizer::isAsciiDigit)
          && (words[i - 1].equals(".") || words[i - 1].equals(","))
          && all(words[i], MosesDetokenizer::isAsciiDigit);
    }

    /** {@code l' été}. */
    private boolean isElision(int i) {
      String word = words[i];
      return is("fr", "it", "ga")
          && i <= words.length - 2
          && word.endsWith("'")
          && ends(word.substring(0, word.length() - 1), Characters::isAlpha)
          && starts(words[i + 1], Characters::isAlpha);
    }

    /** {@code e - mail} and the particle {@code - li} in Czech. */
    private boolean isCzechDash(int i) {
      return is("cs")
          && i < words.length - 3
          && ends(words[i], Characters::isAlpha)
          && (words[i + 1].equals("-") || words[i + 1].equals("–"))
          && Czech.DASHED.matcher(words[i + 2]).find(0);
    }

    /** {@code EU : ssa} in Finnish; the ending is written small. */
    private boolean isFinnishEnding(int i) {
      return is("fi")
          && i > 0
          && words[i - 1].endsWith(":")
          && FINNISH_ENDING.matcher(words[i]).matches();
    }

    /** Marks open and close in turn, each kind by itself. */
    private void quote(int i) {
      String word = words[i];
      String kind = all(word, mark -> mark == '„' || mark == '“') ? "\"" : word;
      int count = quotes.getOrDefault(kind, 0);
      if (is("cs") && (word.equals("„") || word.equals("“"))) {
        count = word.equals("„") ? 0 : 1;
      }
      boolean closes = count % 2 == 1;
      // the dogs ' bowls
      boolean possessive =
          !closes && is("en") && word.equals("'") && i > 0 && words[i - 1].endsWith("s");
      quotes.put(kind, possessive ? count : count + 1);
      if (closes || possessive) {
        text.attachLeft(word);
      } else {
        text.attachRight(word);
      }
    }
  }
}
