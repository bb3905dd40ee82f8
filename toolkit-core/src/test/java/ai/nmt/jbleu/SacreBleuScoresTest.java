package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.GoldenData;
import ai.nmt.io.Utf8Lines;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against sacreBLEU 2.6.0 (golden folder sacrebleu). */
class SacreBleuScoresTest {

  /** Every call of scores.jsonl: score, name, signature and parts. */
  @TestFactory
  Stream<DynamicTest> scoresAreSacreBleus() {
    List<JsonObject> calls =
        read("scores.jsonl").stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .toList();
    assertThat(calls).hasSize(114);
    return calls.stream()
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.get("hyp") + " " + call.get("refs") + " " + call.get("args"),
                    () -> assertCall(call)));
  }

  private static void assertCall(JsonObject call) {
    List<String> hypotheses = read(call.get("hyp").getAsString());
    List<List<String>> references =
        Arrays.stream(call.get("refs").getAsString().split(" ", -1))
            .map(SacreBleuScoresTest::read)
            .toList();
    Metric<?> metric = metric(List.of(call.get("args").getAsString().split(" ", -1)));
    Score score = metric.corpusScore(hypotheses, references);
    JsonObject expected = call.getAsJsonObject("result");
    assertThat(score.formatScore(6))
        .isEqualTo(Decimals.format(expected.get("score").getAsDouble(), 6));
    assertThat(metric.name()).isEqualTo(expected.get("name").getAsString());
    assertThat(metric.signature(references).withVersion("2.6.0").toString())
        .isEqualTo(expected.get("signature").getAsString());
    if (expected.has("verbose_score")) {
      assertThat(score.formatParts()).isEqualTo(expected.get("verbose_score").getAsString());
    } else {
      assertThat(score.formatParts()).isEmpty();
    }
  }

  /** sys-a.sentence.*: what {@code sacrebleu -sl -b -w 6} prints. */
  @TestFactory
  Stream<DynamicTest> sentenceScoresAreSacreBleus() {
    Map<String, Metric<?>> metrics =
        Map.of(
            "bleu", new Bleu(BleuConfig.defaults().forSentences()),
            "chrf", new Chrf(ChrfConfig.defaults()),
            "ter", new Ter(TerConfig.defaults()));
    return metrics.keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> assertSentences(metrics.get(name), name)));
  }

  private static void assertSentences(Metric<?> metric, String name) {
    List<String> hypotheses = read("sys-a.de");
    List<String> references = read("ref.de");
    List<? extends Score> scores = metric.sentenceScores(hypotheses, List.of(references));
    assertThat(scores).hasSize(400);
    assertThat(scores.stream().map(score -> score.formatScore(6)))
        .isEqualTo(read("sys-a.sentence." + name));
    assertThat(metric.sentenceScore(hypotheses.get(0), List.of(references.get(0))))
        .isEqualTo(scores.get(0));
  }

  /** {@code sacrebleu ref.de -i sys-a.de -m bleu chrf ter --confidence -w 4}. */
  @Test
  void confidenceIntervalsAreSacreBleus() {
    assertThat(interval(new Bleu(BleuConfig.defaults()))).isEqualTo("31.0650 ± 1.9920");
    assertThat(interval(new Chrf(ChrfConfig.defaults()))).isEqualTo("58.8788 ± 1.3422");
    assertThat(interval(new Ter(TerConfig.defaults()))).isEqualTo("58.0771 ± 2.1780");
  }

  private static String interval(Metric<?> metric) {
    return Bootstrap.defaults().interval(metric, statistics(metric, "sys-a.de")).format(4);
  }

  /** {@code sacrebleu ref.de -i sys-a.de sys-c.de -m bleu chrf ter --paired-bs}. */
  @Test
  void pairedBootstrapsAreSacreBleus() {
    PairedTest test = new PairedTest.PairedBootstrap(Bootstrap.defaults());
    assertThat(pValue(test, new Bleu(BleuConfig.defaults()))).isEqualTo(36 / 1001.0);
    assertThat(pValue(test, new Chrf(ChrfConfig.defaults()))).isEqualTo(2 / 1001.0);
    assertThat(pValue(test, new Ter(TerConfig.defaults()))).isEqualTo(8 / 1001.0);
  }

  /** {@code sacrebleu ref.de -i sys-a.de sys-c.de -m bleu chrf ter --paired-ar}. */
  @Test
  void approximateRandomizationsAreSacreBleus() {
    PairedTest test = PairedTest.ApproximateRandomization.defaults();
    assertThat(pValue(test, new Bleu(BleuConfig.defaults()))).isEqualTo(0.0627937206279372);
    assertThat(pValue(test, new Chrf(ChrfConfig.defaults()))).isEqualTo(0.00029997000299970003);
    assertThat(pValue(test, new Ter(TerConfig.defaults()))).isEqualTo(0.0086991300869913);
  }

  private static double pValue(PairedTest test, Metric<?> metric) {
    return test.compare(metric, statistics(metric, "sys-a.de"), statistics(metric, "sys-c.de"))
        .pValue();
  }

  private static List<double[]> statistics(Metric<?> metric, String system) {
    return metric.statistics(read(system), List.of(read("ref.de")));
  }

  private static Metric<?> metric(List<String> arguments) {
    return switch (arguments.get(1)) {
      case "bleu" -> new Bleu(bleu(arguments));
      case "chrf" ->
          new Chrf(
              new ChrfConfig(
                  6,
                  arguments.contains("--chrf-word-order") ? 2 : 0,
                  2,
                  arguments.contains("--chrf-lowercase"),
                  arguments.contains("--chrf-whitespace"),
                  arguments.contains("--chrf-eps-smoothing")));
      case "ter" ->
          new Ter(
              new TerConfig(
                  arguments.contains("--ter-normalized"),
                  arguments.contains("--ter-no-punct"),
                  arguments.contains("--ter-asian-support"),
                  arguments.contains("--ter-case-sensitive")));
      default -> throw new AssertionError("unknown metric in " + arguments);
    };
  }

  private static BleuConfig bleu(List<String> words) {
    BleuConfig defaults = BleuConfig.defaults();
    return new BleuConfig(
        words.contains("--tokenize")
            ? BleuTokenizer.of(words.get(words.indexOf("--tokenize") + 1))
            : defaults.tokenizer(),
        words.contains("-lc"),
        words.contains("--smooth-method")
            ? Smoothing.defaults(
                Smoothing.Method.of(words.get(words.indexOf("--smooth-method") + 1)))
            : defaults.smoothing(),
        false);
  }

  private static List<String> read(String name) {
    return Utf8Lines.read(GoldenData.golden("sacrebleu/" + name));
  }
}
