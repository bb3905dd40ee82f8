package ai.nmt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equality with the Moses scripts on lines with a case for each rule of each language. The expected
 * files were made by the scripts, with the English list of prefixes for every language.
 */
class MosesRulesTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "fi", "sv", "ca", "tdt", "so", "ga", "it", "cs", "ko"})
  void tokenize(String language) {
    TokenizerOptions options =
        new TokenizerOptions(language, NonbreakingPrefixes.of("en"), false, true, false, List.of());
    check(new MosesTokenizer(options), "input", "tokenized." + language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fi", "sv", "ca", "tdt", "so", "ga", "it", "cs", "ko"})
  void detokenize(String language) {
    check(new MosesDetokenizer(language), "tokenized." + language, "detokenized." + language);
  }

  @Test
  void beginWithACapitalLetter() {
    check(new MosesDetokenizer("en", true), "tokenized.en", "uppercased.en");
    check(new PennDetokenizer(true), "penn.tokenized", "penn.uppercased");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fi", "cs"})
  void normalizePunctuation(String language) {
    check(new PunctuationNormalizer(language), "input", "normalized." + language);
  }

  @Test
  void tokenizeAsThePennTreebank() {
    check(new PennTokenizer(NonbreakingPrefixes.of("en"), false), "penn.input", "penn.tokenized");
    check(new PennDetokenizer(false), "penn.tokenized", "penn.detokenized");
  }

  private static void check(UnaryOperator<String> stage, String input, String expected) {
    assertThat(lines(input).stream().map(stage).toList()).isEqualTo(lines(expected));
  }

  private static List<String> lines(String name) {
    try {
      return MosesContract.lines(
          Path.of(MosesRulesTest.class.getResource("moses/rules/" + name).toURI()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
