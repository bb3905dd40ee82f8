package ai.nmt.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhitespaceTokenizerTest {
  @Test
  void everyKindOfPythonsWhiteSpaceSeparates() {
    String spaces =
        " \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
            + "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";
    for (int i = 0; i < spaces.length(); i++) {
      char space = spaces.charAt(i);
      assertThat(WhitespaceTokenizer.split("a" + space + space + "b")).containsExactly("a", "b");
    }
    int count = 0;
    for (int c = 0; c <= 0xffff; c++) {
      count += WhitespaceTokenizer.isSpace((char) c) ? 1 : 0;
    }
    assertThat(count).isEqualTo(spaces.length());
  }

  @Test
  void emptyAndBlankLinesHaveNoTokens() {
    assertThat(WhitespaceTokenizer.split("")).isEmpty();
    assertThat(WhitespaceTokenizer.split(" \u3000 ")).isEmpty();
    assertThat(WhitespaceTokenizer.split(" a@@ b ")).containsExactly("a@@", "b");
    // Neither a zero-width space nor a byte order mark is white space.
    assertThat(WhitespaceTokenizer.split("\ufeffa\u200bb")).containsExactly("\ufeffa\u200bb");
  }
}
