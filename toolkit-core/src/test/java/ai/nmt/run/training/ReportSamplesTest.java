package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.report.HistoryEvent;
import ai.nmt.report.RunHistory;
import ai.nmt.report.Sample;
import ai.nmt.rules.Segmentation;
import ai.nmt.rules.TextRules;
import ai.nmt.rules.TextRulesJson;
import ai.nmt.rules.Tokenization;
import ai.nmt.subword.BpeCodes;
import ai.nmt.translate.SubwordJoiner;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportSamplesTest {
  private static final String GENERATED =
      """
      S-0\tit &apos;s a ho@@ use .
      T-0\tes ist ein Ha@@ us .
      H-0\t-0.5\tein Ha@@ us .
      D-0\t-0.5\tein Haus.
      S-1\tye@@ s
      H-1\t-0.5\tj@@ a
      D-1\t-0.5\tja
      """;

  @TempDir private Path folder;

  private List<Sample> read(String text, RunHistory history, SubwordJoiner joiner)
      throws IOException {
    Path file = Files.writeString(folder.resolve("gen.txt"), text);
    return ReportSamples.read(file, history, joiner);
  }

  private static RunHistory history(JsonObject sections) {
    return new RunHistory(
        List.of(
            new HistoryEvent(
                HistoryEvent.Kind.RUN, "t", 0, null, null, null, null, null, sections)),
        0);
  }

  private static RunHistory withRules() {
    TextRules rules =
        new TextRules(
            Map.of(),
            false,
            false,
            Tokenization.Moses.defaults(),
            false,
            new Segmentation.BytePairs(BpeCodes.parse(List.of("h o"), "codes"), "@@"));
    JsonObject sections = new JsonObject();
    sections.add("text_rules", TextRulesJson.write(rules));
    sections.add(
        "model",
        JsonParser.parseString("{\"sourceLanguage\": \"en\", \"targetLanguage\": \"de\"}"));
    return history(sections);
  }

  @Test
  void theRulesOfTheTrainingMakePlainText() throws IOException {
    assertThat(read(GENERATED, withRules(), new SubwordJoiner.None()))
        .containsExactly(
            new Sample("it's a house.", "es ist ein Haus.", "ein Haus."),
            new Sample("yes", null, "ja"));
    assertThat(read(GENERATED.replace("@@ ", ""), withRules(), new SubwordJoiner.None()))
        .contains(new Sample("it's a house.", "es ist ein Haus.", "ein Haus."));
  }

  @Test
  void withoutRulesSubwordsAreJoinedOnRequest() throws IOException {
    String prepared = GENERATED.replace("ein Haus.", "ein Ha@@ us .");
    assertThat(read(prepared, history(new JsonObject()), new SubwordJoiner.None()).get(0))
        .isEqualTo(new Sample("it &apos;s a ho@@ use .", "es ist ein Ha@@ us .", "ein Ha@@ us ."));
    assertThat(read(prepared, history(new JsonObject()), SubwordJoiner.of("@@ ")).get(0))
        .isEqualTo(new Sample("it &apos;s a house .", "es ist ein Haus .", "ein Haus ."));
  }
}
