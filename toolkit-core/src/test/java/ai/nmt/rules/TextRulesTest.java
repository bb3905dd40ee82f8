package ai.nmt.rules;

import static ai.nmt.TextFiles.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.TextFiles;
import ai.nmt.io.InputException;
import ai.nmt.sentencepiece.SentencePieceModel;
import ai.nmt.subword.BpeCodes;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        false,
        Tokenization.Moses.defaults(),
        lowercase,
        new Segmentation.BytePairs(CODES, "@@"));
  }

  private static TextRules pieces(String model) {
    return new TextRules(
        Map.of(),
        false,
        false,
        new Tokenization.None(),
        false,
        new Segmentation.SentencePieces(
            SentencePieceModel.load(resource("ai/nmt/sentencepiece/" + model + ".model"))));
  }

  static Stream<TextRules> rules() {
    return Stream.of(
        TextRules.none(),
        moses(true),
        new TextRules(
            Map.of("de_DE", "de", "xx", "en"),
            false,
            true,
            new Tokenization.Moses(false, true),
            true,
            new Segmentation.None()),
        new TextRules(
            Map.of(),
            false,
            false,
            new Tokenization.None(),
            false,
            new Segmentation.BytePairs(
                BpeCodes.parse(List.of("a b", "ä 🙂</w>", "\" \\"), "old codes"), "~\"<")),
        new TextRules(
            Map.of(),
            true,
            false,
            new Tokenization.Moses(true, false),
            false,
            new Segmentation.BytePairs(BpeCodes.parse(List.of(), "no codes"), "@@")),
        new TextRules(
            Map.of(),
            false,
            false,
            new Tokenization.None(),
            false,
            new Segmentation.BytePairs(
                CODES, "@@", Map.of("en", Set.of("lo@@", "w")), List.of("<\\w+>", "a,b"))),
        pieces("unigram"),
        pieces("bytes"));
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
    assertThat(rules().map(TextRulesJson::fingerprint).distinct()).hasSize(8);
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
  void whatIsNotPrintedBecomesSpacesBeforeWordsAreFound() {
    TextRules rules =
        new TextRules(
            Map.of(), true, true, Tokenization.Moses.defaults(), false, new Segmentation.None());
    assertThat(rules.preparation("en").apply("a\u0007b\u200d“c”")).isEqualTo("a b &quot; c &quot;");
  }

  @Test
  void eachLanguageHasItsVocabulary() {
    Segmentation pairs =
        new Segmentation.BytePairs(
            CODES, "@@", Map.of("en", Set.of("lo@@", "w", "h@@")), List.of("<low>"));
    assertThat(pairs.segmenter("en").apply("low he")).isEqualTo("lo@@ w h@@ e");
    assertThat(pairs.segmenter("de").apply("low he<low>")).isEqualTo("low h@@ e@@ <low>");
  }

  @Test
  void modelsOfPiecesAreJoinedToPlainText() {
    TextRules rules = pieces("bytes");
    String pieces = rules.preparation("en").apply("Sieben – 😀 <b>");
    assertThat(pieces).startsWith("▁").contains(" ");
    assertThat(rules.plainText("de").apply(pieces)).isEqualTo("Sieben – 😀 <b>");
  }

  @Test
  void aLanguageMayBeTreatedAsAnother() {
    TextRules rules =
        new TextRules(
            Map.of("src", "fr"),
            false,
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
  void optionsOfBytePairsAreChecked() {
    assertThatThrownBy(() -> new Segmentation.BytePairs(CODES, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--bpe-separator");
    assertThatThrownBy(
            () -> new Segmentation.BytePairs(CODES, "@@", Map.of("en", Set.of()), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--bpe-vocabulary-threshold");
    assertThatThrownBy(() -> new Segmentation.BytePairs(CODES, "@@", Map.of(), List.of("(")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the glossary '(' is no regular expression");
  }
}
