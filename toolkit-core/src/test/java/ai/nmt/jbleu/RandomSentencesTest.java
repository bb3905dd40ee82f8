package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Against sacreBLEU 2.6.0's {@code sentence_score} of random sentences: shuffled ones, ones of very
 * different lengths, and ones of punctuation, entities and several scripts. Each line of the file
 * has a score per metric below, in order.
 */
class RandomSentencesTest {
  private static final List<Metric<?>> TERS =
      List.of(
          new Ter(TerConfig.defaults()),
          new Ter(new TerConfig(true, false, false, false)),
          new Ter(new TerConfig(true, true, true, false)),
          new Ter(new TerConfig(false, true, true, true)));

  private static final List<Metric<?>> CHRFS =
      List.of(
          new Chrf(ChrfConfig.defaults()),
          new Chrf(ChrfConfig.plusPlus()),
          new Chrf(new ChrfConfig(3, 1, 3, true, true, false)),
          new Chrf(new ChrfConfig(6, 2, 2, false, false, true)),
          new Chrf(new ChrfConfig(1, 0, 1, false, false, false)));

  private static final List<Metric<?>> BLEUS =
      List.of(
          new Bleu(BleuConfig.defaults().forSentences()),
          bleu(BleuTokenizer.INTL, true, Smoothing.defaults(Smoothing.Method.EXP)),
          bleu(BleuTokenizer.CHAR, false, new Smoothing(Smoothing.Method.ADD_K, 0.5)),
          bleu(BleuTokenizer.ZH, false, Smoothing.defaults(Smoothing.Method.FLOOR)));

  @Test
  void scoresAreSacreBleus() throws IOException {
    List<JsonObject> cases = cases();
    assertThat(cases).hasSize(305);
    for (JsonObject sentence : cases) {
      assertScores(sentence, "ter", TERS);
      assertScores(sentence, "chrf", CHRFS);
      assertScores(sentence, "bleu", BLEUS);
    }
  }

  private static void assertScores(JsonObject sentence, String name, List<Metric<?>> metrics) {
    String hypothesis = sentence.get("hypothesis").getAsString();
    List<String> references = strings(sentence.getAsJsonArray("references"));
    JsonArray expected = sentence.getAsJsonArray(name);
    assertThat(expected).hasSameSizeAs(metrics);
    for (int i = 0; i < metrics.size(); i++) {
      assertThat(metrics.get(i).sentenceScore(hypothesis, references).score())
          .as("%s %d of %s", name, i, sentence)
          .isCloseTo(expected.get(i).getAsDouble(), within(1e-6));
    }
  }

  private static Bleu bleu(BleuTokenizer tokenizer, boolean lowercase, Smoothing smoothing) {
    return new Bleu(new BleuConfig(tokenizer, lowercase, smoothing, true));
  }

  private static List<String> strings(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsString).toList();
  }

  private static List<JsonObject> cases() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                RandomSentencesTest.class.getResourceAsStream(
                    "/jbleu/sacrebleu-2.6.0.random.jsonl"),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList();
    }
  }
}
