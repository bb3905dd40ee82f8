package ai.nmt.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NonbreakingPrefixesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "es ~ El Sr. García, pág. 5 y pág. A. ~ El Sr. García , pág. 5 y pág . A .",
        "it ~ Il Dott. Rossi a p. 3 e S.p.A. Fiat ~ Il Dott. Rossi a p. 3 e S.p.A. Fiat",
        "nl ~ Dhr. Jansen, nr. 7 ~ Dhr. Jansen , nr. 7",
        "pl ~ Prof. Nowak, dr hab. Kot i nr. B ~ Prof. Nowak , dr hab. Kot i nr . B",
        "ru ~ Проф. Иванов, т.е. Ж. Петров, стр. 5 ~ Проф. Иванов , т.е. Ж. Петров , стр. 5",
        "el ~ Ο κ. Α. Παπάς, σελ. 3 ~ Ο κ. Α. Παπάς , σελ. 3",
      })
  void keepAbbreviationsWhole(String language, String line, String expected) {
    assertThat(new MosesTokenizer(TokenizerOptions.defaults(language)).apply(line))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("ai.nmt.text.NonbreakingPrefixes#languages")
  void areWordsWithoutFinalFullStopInOneListOnly(String language) {
    NonbreakingPrefixes prefixes = NonbreakingPrefixes.of(language);
    assertThat(prefixes.always())
        .isNotEmpty()
        .allMatch(word -> word.equals(word.strip()) && !word.isEmpty() && !word.endsWith("."));
    assertThat(prefixes.beforeNumbers())
        .allMatch(word -> word.equals(word.strip()) && !word.isEmpty() && !word.endsWith("."))
        .noneMatch(prefixes.always()::contains);
  }

  @Test
  void ofALanguageWithoutListAreTheEnglishOnes() {
    assertThat(NonbreakingPrefixes.of("xx")).isEqualTo(NonbreakingPrefixes.of("en"));
    assertThat(NonbreakingPrefixes.languages()).contains("de", "en", "es", "fr", "sv");
    assertThat(NonbreakingPrefixes.completeLanguages()).containsExactly("de", "en", "fr");
  }

  @Test
  void areReadFromAFolderOfMosesFiles() throws IOException {
    Files.writeString(folder.resolve("nonbreaking_prefix.xx"), "# own\nAb\nNo #NUMERIC_ONLY#\n");
    NonbreakingPrefixes prefixes = NonbreakingPrefixes.loadFromFolder(folder, "xx");
    assertThat(prefixes.always()).containsExactly("Ab");
    assertThat(prefixes.beforeNumbers()).containsExactly("No");
    assertThatThrownBy(() -> NonbreakingPrefixes.loadFromFolder(folder, "yy"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nonbreaking_prefix.yy does not exist");
  }

  @Test
  void ofAPrefixThatComesTwiceTheLastEntryCounts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prefixes");
    Files.writeString(
        file, "pp\nno #NUMERIC_ONLY#\npp #NUMERIC_ONLY#\nno\n0\na\u2028b\nx#NUMERIC_ONLY#\n");
    NonbreakingPrefixes prefixes = NonbreakingPrefixes.load(file);
    assertThat(prefixes.always()).containsExactlyInAnyOrder("no", "a\u2028b", "x#NUMERIC_ONLY#");
    assertThat(prefixes.beforeNumbers()).containsExactly("pp");
    NonbreakingPrefixes more = new NonbreakingPrefixes(Set.of("pp"), Set.of("no"));
    assertThat(prefixes.plus(more).always()).contains("pp").doesNotContain("no");
    TokenizerOptions options = new TokenizerOptions("it", prefixes, false, true, false, List.of());
    assertThat(new MosesTokenizer(options).apply("vedi pp. Rossi e pp. 12."))
        .isEqualTo("vedi pp . Rossi e pp. 12 .");
  }
}
