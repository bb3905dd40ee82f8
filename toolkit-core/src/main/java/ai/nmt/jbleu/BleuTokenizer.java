package ai.nmt.jbleu;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a text is split into the words that BLEU compares; the names are sacreBLEU's. */
public enum BleuTokenizer {
  /** The rules of mteval-v13a, the tokenizer of WMT; sacreBLEU's default. */
  V13A("13a") {
    @Override
    String separate(String text) {
      String plain = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
      return separateWestern(" " + WesternRules.decodeEntities(plain) + " ");
    }
  },
  /** The rules of mteval-v14: punctuation and symbols of all of Unicode are words of their own. */
  INTL("intl") {
    @Override
    String separate(String text) {
      String after = PUNCTUATION_AFTER_NON_NUMBER.matcher(text).replaceAll("$1 $2 ");
      String before = PUNCTUATION_BEFORE_NON_NUMBER.matcher(after).replaceAll(" $1 $2");
      return SYMBOL.matcher(before).replaceAll(" $0 ");
    }
  },
  /** Every Chinese character is a word, everything else goes by the rules of {@code 13a}. */
  ZH("zh") {
    @Override
    String separate(String text) {
      StringBuilder separated = new StringBuilder();
      Whitespace.strip(text)
          .codePoints()
          .forEach(
              c -> {
                if (ChineseCharacters.contains(c)) {
                  separated.append(' ').appendCodePoint(c).append(' ');
                } else {
                  separated.appendCodePoint(c);
                }
              });
      return separateWestern(separated.toString());
    }
  },
  /** Every character is a word. */
  CHAR("char") {
    @Override
    String separate(String text) {
      return text.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
    }
  },
  /** Words are what stands between white space: for text that is tokenized already. */
  NONE("none") {
    @Override
    String separate(String text) {
      return text;
    }
  };

  // mteval-v14, with Unicode's general categories.
  private static final Pattern PUNCTUATION_AFTER_NON_NUMBER = Pattern.compile("(\\P{N})(\\p{P})");
  private static final Pattern PUNCTUATION_BEFORE_NON_NUMBER = Pattern.compile("(\\p{P})(\\P{N})");
  private static final Pattern SYMBOL = Pattern.compile("\\p{S}");

  private final String flag;

  BleuTokenizer(String flag) {
    this.flag = flag;
  }

  /**
   * The tokenizer of a name.
   *
   * @param name a value of {@code --tokenize}
   * @return the tokenizer
   * @throws IllegalArgumentException listing the valid names where there is none of this name
   */
  public static BleuTokenizer of(String name) {
    return Arrays.stream(values())
        .filter(tokenizer -> tokenizer.flag.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--tokenize must be one of "
                        + Arrays.stream(values())
                            .map(tokenizer -> tokenizer.flag)
                            .collect(Collectors.joining(", "))
                        + ", but is "
                        + name));
  }

  /**
   * Splits a text into words.
   *
   * @param text one segment
   * @return its words, none of them empty
   */
  public List<String> tokenize(String text) {
    return Whitespace.split(separate(Whitespace.stripTrailing(text)));
  }

  /**
   * The tokenizer's name.
   *
   * @return the value of {@code --tokenize}, for example {@code 13a}
   */
  @Override
  public String toString() {
    return flag;
  }

  /** Puts white space between the words. */
  abstract String separate(String text);

  private static String separateWestern(String text) {
    return WesternRules.separateStops(WesternRules.separatePunctuation(text));
  }
}
