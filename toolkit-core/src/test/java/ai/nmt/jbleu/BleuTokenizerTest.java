package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BleuTokenizerTest {

  @Test
  void v13aSplitsWesternPunctuation() {
    assertThat(BleuTokenizer.V13A.tokenize("He said: \"1,000.5 (or 3-4)?\" O'Neil's, e.g."))
        .containsExactly(
            "He",
            "said",
            ":",
            "\"",
            "1,000.5",
            "(",
            "or",
            "3",
            "-",
            "4",
            ")",
            "?",
            "\"",
            "O'Neil's",
            ",",
            "e",
            ".",
            "g",
            ".");
  }

  @Test
  void v13aDecodesEntitiesOnce() {
    assertThat(BleuTokenizer.V13A.tokenize("&quot;a&quot; &amp;lt; <skipped>b"))
        .containsExactly("\"", "a", "\"", "<", "b");
  }

  @Test
  void intlSplitsPunctuationAndSymbolsOfAllScripts() {
    assertThat(BleuTokenizer.INTL.tokenize("„Nein“, 3,5 € – Привет!"))
        .containsExactly("„", "Nein", "“", ",", "3,5", "€", "–", "Привет", "!");
  }

  /** Punctuation and a currency of Unicode 14, which Java 17 does not know. */
  @Test
  void intlKnowsCharactersThatAreNewerThanJava() {
    assertThat(BleuTokenizer.INTL.tokenize("a\u061Db 5\u20C0"))
        .containsExactly("a", "\u061D", "b", "5", "\u20C0");
  }

  @Test
  void charSplitsCharactersNotUtf16Units() {
    assertThat(BleuTokenizer.CHAR.tokenize("a 😀b")).containsExactly("a", "😀", "b");
  }

  @Test
  void zhSplitsChineseCharactersOnly() {
    assertThat(BleuTokenizer.ZH.tokenize("价格是12.5元 test。"))
        .containsExactly("价", "格", "是", "12.5", "元", "test", "。");
  }

  @Test
  void noneSplitsAtPythonsWhiteSpace() {
    assertThat(BleuTokenizer.NONE.tokenize(" a.\u00A0b\u3000c\td\u200Be "))
        .containsExactly("a.", "b", "c", "d\u200Be");
  }

  @ParameterizedTest
  @EnumSource
  void nothingHasNoWords(BleuTokenizer tokenizer) {
    assertThat(tokenizer.tokenize("")).isEmpty();
    assertThat(tokenizer.tokenize(" \u00A0\n")).isEmpty();
    assertThat(BleuTokenizer.of(tokenizer.toString())).isSameAs(tokenizer);
  }
}
