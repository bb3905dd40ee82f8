package ai.nmt.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.TextFiles;
import ai.nmt.io.InputException;
import ai.nmt.subword.BpeCodes;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextRulesTest {
  private static final BpeCodes CODES =
      BpeCodes.parse(List.of("#version: 0.2", "l o", "lo w</w>", "h e"), "the codes");

  @TempDir private Path folder;

  private static TextRules moses(boolean lowercase) {
    return new TextRules(
        Map.of(),
        true,
        Tokenization.Moses.defaults(),
        lowercase,
        new Segmentation.BytePairs(CODES, "@@"));
  }

  static Stream<TextRules> rules() {
    return Stream.of(
        TextRules.none(),
        moses(true),
        new TextRules(
            Map.of("de_DE", "de", "xx", "en"),
            false,
            new Tokenization.Moses(false, true),
            true,
            new Segmentation.None()),
        new TextRules(
            Map.of(),
            false,
            new Tokenization.None(),
            false,
            new Segmentation.BytePairs(
                BpeCodes.parse(List.of("a b", "ä 🙂</w>", "\" \\"), "old codes"), "~\"<")),
        new TextRules(
            Map.of(),
            true,
            new Tokenization.Moses(true, false),
            false,
            new Segmentation.BytePairs(BpeCodes.parse(List.of(), "no codes"), "@@")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rulesAreReadAsTheyWereWritten(TextRules rules) {
    assertThat(TextRulesJson.read(TextRulesJson.write(rules), "here")).isEqualTo(rules);
    TextRulesFile.save(folder, rules);
    assertThat(TextRulesFile.load(folder)).contains(rules);
  }

  @Test
  void fingerprintsTellRulesApart() {
    assertThat(rules().map(TextRulesJson::fingerprint).distinct()).hasSize(5);
    assertThat(TextRulesJson.fingerprint(moses(true)))
        .isEqualTo(TextRulesJson.fingerprint(moses(true)))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void theStepsFollowEachOther() {
    assertThat(moses(true).preparation("en").apply("“LOW-cost”, LOW"))
        .isEqualTo("&@@ q@@ u@@ o@@ t@@ ; low @@@ -@@ @ c@@ o@@ s@@ t , &@@ q@@ u@@ o@@ t@@ ; low");
    assertThat(moses(false).plainText("en").apply("he@@ l@@ lo , &quot; a @@@ -@@ @ b &quot; l@@"))
        .isEqualTo("hello, \"a-b\" l");
    assertThat(TextRules.none().preparation("en").apply(" a  B")).isEqualTo(" a  B");
    assertThat(TextRules.none().plainText("en").apply("a@@ b")).isEqualTo("a@@ b");
    assertThat(TextRules.none().changeNothing()).isTrue();
    assertThat(rules().skip(1)).noneMatch(TextRules::changeNothing);
  }

  @Test
  void aLanguageMayBeTreatedAsAnother() {
    TextRules rules =
        new TextRules(
            Map.of("src", "fr"),
            false,
            new Tokenization.Moses(true, false),
            false,
            new Segmentation.None());
    assertThat(rules.preparation("src").apply("l'eau")).isEqualTo("l' eau");
    assertThat(rules.preparation("en").apply("l'eau")).isEqualTo("l 'eau");
  }

  @Test
  void whatWasChangedOrIsNoRulesIsRefused() throws IOException {
    assertThat(TextRulesFile.load(folder)).isEmpty();
    TextRulesFile.save(folder, moses(true));
    Path file = TextRulesFile.in(folder);
    String text = Files.readString(file);
    TextFiles.write(file, text.replace("\"lowercase\": true", "\"lowercase\": false"));
    assertRefused("text-rules.json are damaged", "run preprocess again");
    TextFiles.write(file, text.replace("\"moses\"", "\"other\""));
    assertRefused("text-rules.json are damaged");
    TextFiles.write(file, text.replace("\"lowercase\"", "\"capitals\""));
    assertRefused("text-rules.json are damaged");
    TextFiles.write(file, text.replace("\"format\": 1", "\"format\": 2"));
    assertRefused("have format 2", "this version knows 1");
    for (String other : List.of("", "[]", "{", "\u0000")) {
      TextFiles.write(file, other);
      assertRefused("text-rules.json is not a file of text rules");
    }
    JsonObject empty = new JsonObject();
    assertThatThrownBy(() -> TextRulesJson.read(empty, "the model"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the text rules in the model are damaged");
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> TextRulesFile.load(folder))
        .isInstanceOf(InputException.class)
        .message()
        .contains(parts);
  }

  @Test
  void theMarkOfSubwordsIsNotEmpty() {
    assertThatThrownBy(() -> new Segmentation.BytePairs(CODES, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--bpe-separator");
  }
}
