package ai.nmt.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.regex.Dialect;
import ai.nmt.regex.Regex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equality with the Moses scripts' outputs, line by line. */
abstract class MosesContract {
  /** The patterns that the outputs "tokenized-protected" were made with. */
  static final List<Regex> BASIC_PROTECTED_PATTERNS =
      List.of(
          Regex.compileEnclosed("<\\/?\\S+\\/?>", Dialect.PERL),
          Regex.compileEnclosed("<\\S+( [a-zA-Z0-9]+\\=\"?[^\"]\")+ ?\\/?>", Dialect.PERL),
          Regex.compileEnclosed("<\\S+( [a-zA-Z0-9]+\\='?[^']')+ ?\\/?>", Dialect.PERL),
          Regex.compileEnclosed("[\\w\\-\\_\\.]+\\@([\\w\\-\\_]+\\.)+[a-zA-Z]{2,}", Dialect.PERL),
          Regex.compileEnclosed(
              "(http[s]?|ftp):\\/\\/[^:\\/\\s]+(\\/\\w+)*\\/[\\w\\-\\.]+", Dialect.PERL));

  /** Where the inputs and outputs are. */
  abstract Path folder();

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void tokenize(String language) throws IOException {
    check(new MosesTokenizer(TokenizerOptions.defaults(language)), "input", "tokenized", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void tokenizeAggressively(String language) throws IOException {
    check(tokenizer(language, true, true), "input", "tokenized-aggressive", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void tokenizeWithoutEscapes(String language) throws IOException {
    check(tokenizer(language, false, false), "input", "tokenized-noescape", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void tokenizeWithProtectedPatterns(String language) throws IOException {
    TokenizerOptions options =
        new TokenizerOptions(
            language,
            NonbreakingPrefixes.of(language),
            false,
            false,
            false,
            BASIC_PROTECTED_PATTERNS);
    check(new MosesTokenizer(options), "input", "tokenized-protected", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void normalizePunctuation(String language) throws IOException {
    check(new PunctuationNormalizer(language), "input", "normalized", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void removeNonPrintingCharacters(String language) throws IOException {
    check(new NonPrintingRemover(), "input", "printable", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void detokenize(String language) throws IOException {
    check(new MosesDetokenizer(language), "tokenized", "detokenized", language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr"})
  void lowercase(String language) throws IOException {
    check(new Lowercaser(), "tokenized", "lowercased", language);
  }

  private static MosesTokenizer tokenizer(String language, boolean aggressive, boolean escape) {
    return new MosesTokenizer(
        new TokenizerOptions(
            language, NonbreakingPrefixes.of(language), aggressive, escape, false, List.of()));
  }

  private void check(UnaryOperator<String> stage, String input, String expected, String language)
      throws IOException {
    List<String> lines = lines(folder().resolve(input + "." + language));
    assertThat(lines.stream().map(stage).toList())
        .isEqualTo(lines(folder().resolve(expected + "." + language)));
  }

  /** Lines as Moses counts them: only a line feed ends one. */
  static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }
}
