package ai.nmt.text;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Moses' {@code detokenizer.perl}: plain text from tokens, with the rules of English, French,
 * Italian, Irish, Czech and Korean, and common ones for every other language.
 */
public final class MosesDetokenizer implements TextStage {
  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final Pattern DASHED_CZECH =
      Pattern.compile("^li$|^mail.*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final String language;

  /**
   * Makes a detokenizer.
   *
   * @param language ISO code ({@code -l})
   */
  public MosesDetokenizer(String language) {
    this.language = language;
  }

  @Override
  public String apply(String line) {
    if (CharacterClasses.isBlank(line) || MosesTokenizer.isMarkup(line)) {
      return line;
    }
    String text = MosesEntities.unescape((" " + line + " ").replace(" @-@ ", "-"));
    String joined = SPACES.matcher(new Line(words(text)).join()).replaceAll(" ");
    int start = joined.startsWith(" ") ? 1 : 0;
    int end = joined.length() > start && joined.endsWith(" ") ? 1 : 0;
    return joined.substring(start, joined.length() - end);
  }

  /** What spaces separate; the space before the first word makes an empty one. */
  private static String[] words(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end).split(" ", -1);
  }

  private boolean is(String... languages) {
    for (String one : languages) {
      if (one.equals(language)) {
        return true;
      }
    }
    return false;
  }

  private static boolean all(String word, IntPredicate predicate) {
    return !word.isEmpty() && word.codePoints().allMatch(predicate);
  }

  private static boolean starts(String word, IntPredicate predicate) {
    return !word.isEmpty() && predicate.test(word.codePointAt(0));
  }

  private static boolean ends(String word, IntPredicate predicate) {
    return !word.isEmpty() && predicate.test(word.codePointBefore(word.length()));
  }

  private static boolean isOpening(int codePoint) {
    return "([{¿¡".indexOf(codePoint) >= 0
        || Character.getType(codePoint) == Character.CURRENCY_SYMBOL;
  }

  private static boolean isClosing(int codePoint) {
    return ",.?!:;\\%}])".indexOf(codePoint) >= 0;
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

  /** One line while it is being joined. */
  private final class Line {
    private final String[] words;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> quotes = new HashMap<>();
    private String space = " ";

    Line(String[] words) {
      this.words = words;
    }

    String join() {
      for (int i = 0; i < words.length; i++) {
        i = place(i);
      }
      return text.toString();
    }

    /** Places word i by the first rule that applies; returns the last word placed. */
    private int place(int i) {
      String word = words[i];
      if (starts(word, MosesDetokenizer::isCjk)) {
        boolean follows = i > 0 && ends(words[i - 1], MosesDetokenizer::isCjk) && !is("ko");
        return follows ? attachLeft(i) : apart(i);
      } else if (all(word, MosesDetokenizer::isOpening)) {
        return attachRight(i);
      } else if (all(word, MosesDetokenizer::isClosing)) {
        if (is("fr") && word.length() == 1 && "?!:;\\%".contains(word)) {
          text.append(' ');
        }
        return attachLeft(i);
      } else if (isEnglishContraction(i) || isCzechFraction(i)) {
        return attachLeft(i);
      } else if (isElision(i)) {
        return attachRight(i);
      } else if (isCzechDash(i)) {
        attachRight(i);
        text.append(words[i + 1]);
        return i + 1;
      } else if (all(word, MosesDetokenizer::isQuote)) {
        return quote(i);
      }
      return apart(i);
    }

    private int attachLeft(int i) {
      text.append(words[i]);
      space = " ";
      return i;
    }

    private int attachRight(int i) {
      text.append(space).append(words[i]);
      space = "";
      return i;
    }

    private int apart(int i) {
      text.append(space).append(words[i]);
      space = " ";
      return i;
    }

    private boolean isEnglishContraction(int i) {
      String word = words[i];
      return is("en")
          && i > 0
          && word.startsWith("'")
          && starts(word.substring(1), CharacterClasses::isAlpha)
          && ends(words[i - 1], CharacterClasses::isAlnum);
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
          && ends(word.substring(0, word.length() - 1), CharacterClasses::isAlpha)
          && starts(words[i + 1], CharacterClasses::isAlpha);
    }

    /** {@code e - mail} and the particle {@code - li} in Czech. */
    private boolean isCzechDash(int i) {
      return is("cs")
          && i < words.length - 3
          && ends(words[i], CharacterClasses::isAlpha)
          && (words[i + 1].equals("-") || words[i + 1].equals("–"))
          && DASHED_CZECH.matcher(words[i + 2]).find();
    }

    /** Marks open and close in turn, each kind by itself. */
    private int quote(int i) {
      String word = words[i];
      String kind = all(word, mark -> mark == '„' || mark == '“') ? "\"" : word;
      int count = quotes.getOrDefault(kind, 0);
      if (is("cs") && (word.equals("„") || word.equals("“"))) {
        count = word.equals("„") ? 0 : 1;
      }
      if (count % 2 == 1) {
        quotes.put(kind, count + 1);
        return attachLeft(i);
      }
      if (is("en") && word.equals("'") && i > 0 && words[i - 1].endsWith("s")) {
        // the dogs ' bowls
        quotes.put(kind, count);
        return attachLeft(i);
      }
      quotes.put(kind, count + 1);
      return attachRight(i);
    }
  }
}
