package ai.nmt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every stage owes: a line for a line, whatever the line. */
class TextStageContractTest {
  static Stream<UnaryOperator<String>> stages() {
    return Stream.concat(
        Stream.of(
            new Lowercaser(), new NonPrintingRemover(), new PunctuationNormalizer("cs", true)),
        Stream.of("en", "de", "fr", "fi", "cs", "ca", "so", "ko")
            .flatMap(
                language ->
                    Stream.of(
                        new MosesTokenizer(TokenizerOptions.defaults(language)),
                        new MosesTokenizer(
                            new TokenizerOptions(
                                language,
                                NonbreakingPrefixes.of(language),
                                true,
                                false,
                                true,
                                MosesContract.BASIC_PROTECTED_PATTERNS)),
                        new MosesDetokenizer(language),
                        new PunctuationNormalizer(language))));
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
        new MosesDetokenizer("en"),
        new PunctuationNormalizer("en"));
  }

  @ParameterizedTest
  @MethodSource("differentStages")
  void takesALineOfTenMegabytes(UnaryOperator<String> stage) {
    String words = "a, b. c'd “e” 3.5 ".repeat(600_000);
    assertThat(stage.apply(words)).hasSizeGreaterThan(8_000_000);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void isChained(UnaryOperator<String> stage) {
    TextStage first = new Lowercaser();
    assertThat(first.then(stage).apply("ABC")).isEqualTo(stage.apply("abc"));
  }
}
