package ai.nmt.text;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every stage owes: a line for a line, whatever the line. */
class TextStageContractTest {
  static Stream<UnaryOperator<String>> stages() {
    Stream<String> languages =
        Stream.concat(NonbreakingPrefixes.languages().stream(), Stream.of("ko", "so", "tdt", "zh"));
    return Stream.concat(
        Stream.of(
            new Lowercaser(),
            new NonPrintingRemover(),
            new PennTokenizer(NonbreakingPrefixes.of("en"), true),
            new PennDetokenizer(true),
            new PunctuationNormalizer("cs", true)),
        languages.flatMap(TextStageContractTest::stages));
  }

  private static Stream<UnaryOperator<String>> stages(String language) {
    NonbreakingPrefixes prefixes = NonbreakingPrefixes.of(language);
    return Stream.of(
        new MosesTokenizer(TokenizerOptions.defaults(language)),
        new MosesTokenizer(
            new TokenizerOptions(
                language, prefixes, true, false, true, MosesContract.BASIC_PROTECTED_PATTERNS)),
        new MosesDetokenizer(language),
        new MosesDetokenizer(language, true),
        new PunctuationNormalizer(language));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void makesALineOfAnyLine(UnaryOperator<String> stage) {
    List<String> broken =
        RandomLines.of(10_000, 7).stream()
            .filter(line -> stage.apply(line).contains("\n"))
            .toList();
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void keepsAnEmptyLineEmpty(UnaryOperator<String> stage) {
    assertThat(stage.apply("")).isEmpty();
  }

  static Stream<UnaryOperator<String>> differentStages() {
    return Stream.of(
        new Lowercaser(),
        new NonPrintingRemover(),
        new MosesTokenizer(TokenizerOptions.defaults("en")),
        new MosesTokenizer(
            new TokenizerOptions(
                "fi",
                NonbreakingPrefixes.of("fi"),
                true,
                true,
                true,
                List.of(Regex.compileEnclosed("[a-z]{1,9}[0-9]+", Dialect.PERL)))),
        new MosesDetokenizer("en"),
        new PennTokenizer(NonbreakingPrefixes.of("en"), false),
        new PennDetokenizer(false),
        new PunctuationNormalizer("en"),
        new PunctuationNormalizer("de"));
  }

  @ParameterizedTest
  @MethodSource("differentStages")
  void takesALineOfTenMegabytes(UnaryOperator<String> stage) {
    String words = "a, b. c'd “e” 3.5 ".repeat(600_000);
    assertThat(stage.apply(words)).hasSizeGreaterThan(8_000_000);
  }

  /** Each line would take minutes if a rule looked at the rest of the line for every character. */
  @ParameterizedTest
  @MethodSource("differentStages")
  void takesLongLinesOfOneKind(UnaryOperator<String> stage) {
    for (String part : List.of(".", "'", "<a ", "\". ", "' ", "@-@ ", "&amp;", "\u0301")) {
      String line = "x\"" + part.repeat(200_000 / part.length()) + "x";
      assertThat(stage.apply(line)).isNotEmpty();
    }
    String different = IntStream.range(0, 20_000).mapToObj(i -> "x" + i).collect(joining(" "));
    assertThat(stage.apply(different)).hasSizeGreaterThanOrEqualTo(different.length());
  }

  @ParameterizedTest
  @MethodSource("stages")
  void isChained(UnaryOperator<String> stage) {
    TextStage first = new Lowercaser();
    assertThat(first.then(stage).apply("ABC")).isEqualTo(stage.apply("abc"));
  }
}
