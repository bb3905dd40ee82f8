package ai.nmt.jbleu;

import ai.nmt.unicode.Characters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a text is split into the words that BLEU compares; the names are sacreBLEU's. */
public enum BleuTokenizer {
  /** The rules of mteval-v13a, the tokenizer of WMT; sacreBLEU's default. */
  V13A("13a") {
    @Override
    void separate(String text, TextBuffer buffer) {
      String plain = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
      buffer.set(WesternRules.decodeEntities(plain));
      buffer.pad();
      WesternRules.separatePunctuation(buffer);
      WesternRules.separateStops(buffer);
    }
  },
  /** The rules of mteval-v14: punctuation and symbols of all of Unicode are words of their own. */
  INTL("intl") {
    @Override
    void separate(String text, TextBuffer buffer) {
      buffer.set(text);
      InternationalRules.separate(buffer);
    }
  },
  /** Every Chinese character is a word, everything else goes by the rules of {@code 13a}. */
  ZH("zh") {
    @Override
    void separate(String text, TextBuffer buffer) {
      buffer.set(Characters.strip(text));
      ChineseCharacters.separate(buffer);
      WesternRules.separatePunctuation(buffer);
      WesternRules.separateStops(buffer);
    }
  },
  /** Every character is a word. */
  CHAR("char") {
    @Override
    void separate(String text, TextBuffer buffer) {
      buffer.set(text);
      buffer.rewrite();
      for (int i = 0; i < buffer.length(); i++) {
        buffer.putWord(buffer.at(i));
      }
      buffer.finish();
    }
  },
  /** Words are what stands between white space: for text that is tokenized already. */
  NONE("none") {
    @Override
    void separate(String text, TextBuffer buffer) {
      buffer.set(text);
    }
  };

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
    TextBuffer buffer = new TextBuffer();
    separate(Characters.stripTrailing(text), buffer);
    return buffer.words();
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

  /** Fills the buffer with a text, which has no white space at its end, and splits its words. */
  abstract void separate(String text, TextBuffer buffer);
}
