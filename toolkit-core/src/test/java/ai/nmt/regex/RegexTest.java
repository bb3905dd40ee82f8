package ai.nmt.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Equality with Perl 5.36 and Python 3.11 on 350 random expressions each, worked examples, and what
 * is refused.
 */
class RegexTest {
  /** Characters that would end a line of the resources, as their numbers. */
  private static final Pattern ESCAPED = Pattern.compile("⟦([0-9A-F]+)⟧");

  private static String first(String pattern, Dialect dialect, String text) {
    RegexMatcher matcher = Regex.compile(pattern, dialect).matcher(text);
    return matcher.find(0) ? matcher.group(0) : null;
  }

  @Test
  void randomExpressionsMatchAsInPerl() throws IOException {
    for (String[] line : lines("perl.tsv")) {
      RegexMatcher matcher = Regex.compileEnclosed(line[0], Dialect.PERL).matcher(line[1]);
      StringBuilder found = new StringBuilder();
      if (matcher.find(0)) {
        append(matcher, 1, found);
      } else {
        found.append("no");
      }
      assertThat(found.toString()).as(line[0] + " on " + line[1]).isEqualTo(line[2]);
    }
  }

  @Test
  void randomExpressionsAreFoundAgainAndAgainAsInPython() throws IOException {
    for (String[] line : lines("python.tsv")) {
      RegexMatcher matcher = Regex.compile(line[0], Dialect.PYTHON).matcher(line[1]);
      StringBuilder found = new StringBuilder();
      for (boolean more = matcher.find(0); more; more = matcher.findNext()) {
        append(matcher, 0, found);
        found.append(';');
      }
      assertThat(found.isEmpty() ? "no" : found.toString())
          .as(line[0] + " on " + line[1])
          .isEqualTo(line[2]);
    }
  }

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream input = RegexTest.class.getResourceAsStream(name)) {
      List<String[]> lines = new ArrayList<>();
      String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty()) {
          String[] fields = line.split("\t", -1);
          fields[0] = plain(fields[0]);
          fields[1] = plain(fields[1]);
          lines.add(fields);
        }
      }
      assertThat(lines).hasSize(350);
      return lines;
    }
  }

  private static String plain(String escaped) {
    return ESCAPED
        .matcher(escaped)
        .replaceAll(number -> Character.toString(Integer.parseInt(number.group(1), 16)));
  }

  private static void append(RegexMatcher matcher, int firstGroup, StringBuilder found) {
    for (int group = firstGroup; group <= matcher.groupCount(); group++) {
      String text = matcher.group(group);
      if (text == null) {
        found.append('~');
      } else {
        text.codePoints()
            .forEach(
                c ->
                    found.append(
                        c > ' ' && c < 0x7F && c != '|'
                            ? Character.toString(c)
                            : "{%X}".formatted(c)));
      }
      found.append('|');
    }
  }

  @Test
  void classesAreThoseOfEachLanguage() {
    assertThat(first("[[:alpha:]]+", Dialect.PERL, "1 añb:")).isEqualTo("añb");
    assertThat(first("[[:^alpha:]]+", Dialect.PERL, "añ 1:b")).isEqualTo(" 1:");
    assertThat(first("[[:word:]-]+", Dialect.PERL, ". a_1-b")).isEqualTo("a_1-b");
    assertThat(first("\\h+", Dialect.PERL, "a\u00A0\tb")).isEqualTo("\u00A0\t");
    assertThat(first("\\v+", Dialect.PERL, "a\u000B\u2028b")).isEqualTo("\u000B\u2028");
    assertThat(first("\\R", Dialect.PERL, "a\r\nb")).isEqualTo("\r\n");
    assertThat(first("\\X", Dialect.PERL, "👍🏽a")).isEqualTo("👍🏽");
    assertThat(first("\\p{IsAlpha}\\p{L}\\pN", Dialect.PERL, "ab1")).isEqualTo("ab1");
    assertThat(first("\\p{Greek}+\\P{Greek}", Dialect.PERL, "aαβb")).isEqualTo("αβb");
    assertThat(first("\\s", Dialect.PERL, "\u001C\u0085")).isEqualTo("\u0085");
    assertThat(first("\\s", Dialect.PYTHON, "\u001C\u0085")).isEqualTo("\u001C");
    assertThat(first("\\w+", Dialect.PYTHON, "²e\u0301")).isEqualTo("²e");
    assertThat(first("\\w+", Dialect.PERL, "²e\u0301")).isEqualTo("e\u0301");
    // Of Unicode 14 and 16.
    assertThat(first("\\p{So}+", Dialect.PERL, "a🫠🪾b")).isEqualTo("🫠🪾");
  }

  @Test
  void onlyALineFeedEndsALine() {
    for (Dialect dialect : Dialect.values()) {
      assertThat(first("a.$", dialect, "a\u2028")).isEqualTo("a\u2028");
      assertThat(first("a.$", dialect, "a\r")).isEqualTo("a\r");
      assertThat(first("a$", dialect, "a\u0085")).isNull();
      assertThat(first("a$", dialect, "a\n")).isEqualTo("a");
    }
  }

  @Test
  void groupsOfAnEnclosedExpressionBeginWithTwo() {
    RegexMatcher matcher = Regex.compileEnclosed("(a)\\2", Dialect.PERL).matcher("baa");
    assertThat(matcher.find(0)).isTrue();
    assertThat(matcher.group(1)).isEqualTo("aa");
    assertThat(Regex.compileEnclosed("(a)\\1", Dialect.PERL).matcher("baa").find(0)).isFalse();
  }

  @Test
  void longTextsNeedNoRecursion() {
    String slashes = "/ab".repeat(100_000);
    assertThat(first("(\\/\\w+)*", Dialect.PERL, slashes)).isEqualTo(slashes);
    assertThat(first("(?:a|b|/)*?$", Dialect.PERL, slashes)).isEqualTo(slashes);
    assertThat(first("((a|b)|/)++", Dialect.PERL, slashes)).isEqualTo(slashes);
  }

  @Test
  void nestedRepetitionsTakeNoPowerOfTheLength() {
    String text = "a".repeat(2000);
    assertThat(first("(a+)+b", Dialect.PERL, text)).isNull();
    assertThat(first("(a|a)*c", Dialect.PYTHON, text)).isNull();
    assertThat(first("(\\w+\\s?)*:", Dialect.PERL, text)).isNull();
  }

  @Test
  void anEndlessSearchIsAnErrorThatNamesExpressionAndText() {
    assertThatThrownBy(() -> first("(a+)+\\1b", Dialect.PERL, "a".repeat(60)))
        .isInstanceOf(RegexLimitException.class)
        .isInstanceOf(InputException.class)
        .hasMessage(
            "the regular expression '(a+)+\\1b' needs too many steps on the text '"
                + "a".repeat(40)
                + "...'; write it without repetitions of what is itself repeated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      value = {
        "PERL\t[[:foo:]]\tthere is no class [:foo:]; known are alpha, alnum, ascii, blank, cntrl,"
            + " digit, graph, lower, print, punct, space, upper, word, xdigit, as in [[:alpha:]]",
        "PERL\t[:alpha:]\tthe class [:alpha:] stands outside of brackets; write [[:alpha:]]",
        "PERL\t\\Qa.b\\E\t\\Q means nothing in Perl's expressions that are read from a file; put a"
            + " backslash before each character that is to stand for itself",
        "PERL\t\\y\t\\y means nothing in Perl's expressions",
        "PERL\t[\\R]\t\\R means nothing in brackets in Perl's expressions",
        "PERL\t\\p{Foo}\tUnicode has no property of the name in \\p{Foo}",
        "PERL\ta**\tthe quantifier '*' follows another quantifier",
        "PERL\t*a\tthe quantifier '*' has nothing before it to repeat",
        "PERL\t(a\ta '(' has no ')'",
        "PERL\ta)\ta ')' has no '('",
        "PERL\t[a\ta '[' has no ']'",
        "PERL\t[z-a]\tthe range 'z-a' in brackets runs backwards",
        "PERL\t\\8\tit refers to group 8, but has only 0",
        "PERL\ta{3,2}\tthe counts of {3,2} are no range within 0 to 65534",
        "PERL\t(?R)\tthe group (?R...) is not supported",
        "PERL\t(?<=a+)b\ta look-behind can match more than 255 characters",
        "PERL\t(?:(?:a{3}b){9999}c){9999}\tits counts repeat more than can be written out",
        "PYTHON\t[[:alpha:]]\tPython's expressions know no classes such as [:alpha:]; \\w, \\d and"
            + " \\s are known",
        "PYTHON\t\\p{L}\t\\p means nothing in Python's expressions, which know no properties of"
            + " characters; list the characters in brackets",
        "PYTHON\t\\h\t\\h means nothing in Python's expressions",
        "PYTHON\t(a\\1)\t\\1 refers to a group that has not ended",
        "PYTHON\t(?<=a|bc)d\ta look-behind matches more than one length"
      })
  void whatIsNoExpressionIsRefused(Dialect dialect, String pattern, String message) {
    assertThatThrownBy(() -> Regex.compile(pattern, dialect))
        .isInstanceOf(RegexSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void groupsInGroupsAreLimited() {
    String deep = "(".repeat(10_000) + "a" + ")".repeat(10_000);
    assertThatThrownBy(() -> Regex.compile(deep, Dialect.PERL))
        .isInstanceOf(RegexSyntaxException.class)
        .hasMessage("it has more than 200 groups in groups");
  }

  @Test
  void flagsHoldAsInEachLanguage() {
    assertThat(first("a(?i)b|c", Dialect.PERL, "A aB")).isEqualTo("aB");
    assertThat(first("a(?i:b)c", Dialect.PERL, "aBC aBc")).isEqualTo("aBc");
    assertThat(first("(?i)straße", Dialect.PERL, "STRAẞE")).isEqualTo("STRAẞE");
    assertThat(first("(?x) a b # c", Dialect.PERL, "ab")).isEqualTo("ab");
    assertThat(first("^(x|(?i)ab)$", Dialect.PYTHON, "AB")).isEqualTo("AB");
    assertThat(first("(?P<n>a)(?P=n)", Dialect.PYTHON, "baa")).isEqualTo("aa");
    assertThat(first("(?<n>a)\\k<n>\\g{-1}", Dialect.PERL, "baaa")).isEqualTo("aaa");
  }

  @Test
  void matchesAreReplaced() {
    assertThat(Regex.compile("(a)(b)?", Dialect.PERL).replaceAll("ab-a-c", "<$2$1>"))
        .isEqualTo("<ba>-<a>-c");
    assertThat(Regex.compile("x*", Dialect.PERL).replaceAll("axb", "-")).isEqualTo("-a--b-");
  }
}
