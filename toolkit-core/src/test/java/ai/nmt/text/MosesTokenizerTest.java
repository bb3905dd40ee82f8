package ai.nmt.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples, one rule each. */
class MosesTokenizerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "en ~ Hello, world! ~ Hello , world !",
        "en ~ 5,300 and a,b ~ 5,300 and a , b",
        "en ~ wait... what ~ wait ... what",
        "en ~ No. 7 of No. x and No. X ~ No. 7 of No. x and No . X",
        "en ~ Mr. Smith etc. ~ Mr. Smith etc .",
        "en ~ it's the 1990's ~ it &apos;s the 1990 &apos;s",
        "fr ~ l'été ~ l&apos; été",
        "de ~ geht's ~ geht &apos; s",
        "so ~ go'aan ~ go&apos;aan",
        "fi ~ EU:n ja a: b ~ EU:n ja a : b",
        "en ~ [a&b|c] ~ &#91; a &amp; b &#124; c &#93;",
      })
  void appliesTheRulesOfTheLanguage(String language, String line, String expected) {
    assertThat(new MosesTokenizer(TokenizerOptions.defaults(language)).apply(line))
        .isEqualTo(expected);
  }

  @Test
  void leavesBlankLinesAsTheyAre() {
    MosesTokenizer tokenizer = new MosesTokenizer(TokenizerOptions.defaults("en"));
    assertThat(tokenizer.apply("")).isEmpty();
    assertThat(tokenizer.apply(" \t ")).isEqualTo(" \t ");
  }

  @Test
  void leavesMarkupAloneIfAskedTo() {
    TokenizerOptions options =
        new TokenizerOptions("en", NonbreakingPrefixes.of("en"), false, true, true, List.of());
    assertThat(new MosesTokenizer(options).apply("<doc id=\"1\">")).isEqualTo("<doc id=\"1\">");
  }

  @Test
  void keepsProtectedPartsWholeAndStillEscapesThem() {
    TokenizerOptions options =
        new TokenizerOptions(
            "en",
            NonbreakingPrefixes.of("en"),
            false,
            true,
            false,
            List.of(
                Regex.compileEnclosed("<[^>]+>", Dialect.PERL),
                Regex.compileEnclosed("#\\S+", Dialect.PERL)));
    assertThat(new MosesTokenizer(options).apply("a<b/>c #x-y, <b/>"))
        .isEqualTo("a &lt;b/&gt; c #x-y, &lt;b/&gt;");
  }

  @Test
  void protectsWhatWasFoundFirstWhereverItOccurs() {
    TokenizerOptions options =
        new TokenizerOptions(
            "en",
            NonbreakingPrefixes.of("en"),
            false,
            false,
            false,
            List.of(
                Regex.compileEnclosed("b-c", Dialect.PERL),
                Regex.compileEnclosed("^.a-b", Dialect.PERL),
                Regex.compileEnclosed("c-+d", Dialect.PERL)));
    // " a-b" is found at the start only (the rules put a space there), where "b-c" leaves it whole
    assertThat(new MosesTokenizer(options).apply("a-b a-b-c c--d,b-c--d"))
        .isEqualTo(" a-b a- b-c c--d , b-c --d");
  }

  private static String tokenized(String language, NonbreakingPrefixes prefixes, String line) {
    return new MosesTokenizer(
            new TokenizerOptions(language, prefixes, false, true, false, List.of()))
        .apply(line);
  }

  @Test
  void theMiddleDotIsNeverCutOffInCatalan() {
    for (String line : List.of("l\u00B7l \u00B7 A\u00B7B", "5\u00B77 COL\u00B7LEGI", "x\u00B7")) {
      assertThat(tokenized("ca", NonbreakingPrefixes.of("ca"), line)).isEqualTo(line);
    }
  }

  @Test
  void lettersNewerThanTheJdkAreLetters() {
    assertThat(tokenized("en", NonbreakingPrefixes.of("en"), "\u2C2Fa\uD801\uDD70 \uD83E\uDEE0x"))
        .isEqualTo("\u2C2Fa\uD801\uDD70 \uD83E\uDEE0 x");
  }

  @Test
  void longUrlsAreProtectedWhole() {
    String url = "http://x.org" + "/ab".repeat(100_000) + "/a";
    TokenizerOptions options =
        new TokenizerOptions(
            "en",
            NonbreakingPrefixes.of("en"),
            false,
            true,
            false,
            MosesContract.BASIC_PROTECTED_PATTERNS);
    assertThat(new MosesTokenizer(options).apply("see " + url + " now."))
        .isEqualTo("see " + url + " now .");
  }
}
