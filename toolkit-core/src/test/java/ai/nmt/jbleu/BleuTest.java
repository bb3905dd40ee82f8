package ai.nmt.jbleu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.nmt.GoldenData;
import ai.nmt.io.Utf8Lines;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against sacreBLEU 2.6.0 (golden folder sacrebleu) and worked examples. */
class BleuTest {
  private static final Bleu DEFAULT = new Bleu(BleuConfig.defaults());

  /** Every BLEU call of scores.jsonl: score, signature and parts. */
  @TestFactory
  Stream<DynamicTest> scoresAreSacreBleus() {
    List<JsonObject> calls =
        Utf8Lines.read(GoldenData.golden("sacrebleu/scores.jsonl")).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .filter(call -> call.get("args").getAsString().startsWith("-m bleu"))
            .toList();
    assertThat(calls).hasSizeGreaterThan(40);
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
        Arrays.stream(call.get("refs").getAsString().split(" ", -1)).map(BleuTest::read).toList();
    Bleu bleu = new Bleu(config(call.get("args").getAsString()));
    BleuScore score = bleu.corpus(hypotheses, references);
    JsonObject expected = call.getAsJsonObject("result");
    assertThat(score.formatScore(6))
        .isEqualTo(Decimals.format(expected.get("score").getAsDouble(), 6));
    assertThat(bleu.signature(references) + "|version:2.6.0")
        .isEqualTo(expected.get("signature").getAsString());
    assertThat(score.formatParts()).isEqualTo(expected.get("verbose_score").getAsString());
  }

  /** sys-a.sentence.bleu: what {@code sacrebleu -sl -b -w 6} prints. */
  @Test
  void sentenceScoresAreSacreBleus() {
    Bleu bleu = new Bleu(BleuConfig.defaults().forSentences());
    List<BleuScore> scores = bleu.sentences(read("sys-a.de"), List.of(read("ref.de")));
    List<String> expected = read("sys-a.sentence.bleu");
    assertThat(scores).hasSize(400);
    for (int i = 0; i < scores.size(); i++) {
      assertThat(scores.get(i).formatScore(6)).as("line %d", i + 1).isEqualTo(expected.get(i));
    }
  }

  /**
   * "the cat sat on the mat" against "the cat is on the mat": 5/6 words, 3/5, 1/4, 0/3 smoothed to
   * 1/2 / 3; no penalty.
   */
  @Test
  void scoreFollowsItsEquation() {
    BleuScore score = DEFAULT.sentence("the cat sat on the mat", List.of("the cat is on the mat"));
    double product = 5.0 / 6 * 3 / 5 * 1 / 4 * (0.5 / 3);
    assertThat(score.score()).isCloseTo(100 * Math.pow(product, 0.25), within(1e-9));
    assertThat(score.brevityPenalty()).isEqualTo(1);
  }

  @Test
  void brevityPenaltyFollowsItsEquation() {
    BleuScore score = DEFAULT.sentence("a b c d", List.of("a b c d e f g h"));
    assertThat(score.score()).isCloseTo(100 * Math.exp(1 - 8.0 / 4), within(1e-9));
    assertThat(score.ratio()).isEqualTo(0.5);
  }

  @Test
  void equalTextsScore100AndDisjointOnes0() {
    List<String> text = List.of("Ein Satz mit fünf Wörtern.", "Noch einer, etwas länger.");
    assertThat(DEFAULT.corpus(text, List.of(text)).score()).isCloseTo(100, within(1e-9));
    assertThat(DEFAULT.sentence("a b c d", List.of("e f g h")).score()).isZero();
  }

  @Test
  void emptyHypothesisScores0() {
    assertThat(DEFAULT.sentence("", List.of("something")).score()).isZero();
    assertThat(DEFAULT.sentence("", List.of("something")).brevityPenalty()).isZero();
  }

  /** A hypothesis of two words has no 3-grams: with the effective order they do not count. */
  @Test
  void effectiveOrderLeavesOutWhatCannotMatch() {
    Bleu effective = new Bleu(BleuConfig.defaults().forSentences());
    assertThat(effective.sentence("good morning", List.of("good morning")).score())
        .isCloseTo(100, within(1e-9));
    assertThat(DEFAULT.sentence("good morning", List.of("good morning")).score()).isZero();
  }

  @Test
  void emptyReferencesDoNotCount() {
    List<List<String>> references = List.of(List.of("a b c d", "e f g h"), List.of("", "e f g i"));
    assertThat(DEFAULT.signature(references)).startsWith("nrefs:var|");
    assertThat(DEFAULT.corpus(List.of("a b c d", "e f g h"), references).score())
        .isCloseTo(100, within(1e-9));
    assertThatThrownBy(() -> DEFAULT.corpus(List.of("a"), List.of(List.of(""))))
        .hasMessageContaining("segment 1 has no reference translation");
  }

  @Test
  void differentNumbersOfLinesAreRefused() {
    assertThatThrownBy(() -> DEFAULT.corpus(List.of("a", "b"), List.of(List.of("a"))))
        .hasMessageContaining("reference 1 has 1 lines, but there are 2 hypotheses");
    assertThatThrownBy(() -> DEFAULT.corpus(List.of(), List.of(List.of())))
        .hasMessageContaining("no hypotheses");
    assertThatThrownBy(() -> DEFAULT.corpus(List.of("a"), List.of()))
        .hasMessageContaining("no references");
  }

  @Test
  void unknownNamesListTheValidOnes() {
    assertThatThrownBy(() -> BleuTokenizer.of("moses"))
        .hasMessage("--tokenize must be one of 13a, intl, zh, char, none, but is moses");
    assertThatThrownBy(() -> Smoothing.Method.of("add"))
        .hasMessage("--smooth-method must be one of none, floor, add-k, exp, but is add");
  }

  private static BleuConfig config(String arguments) {
    List<String> words = List.of(arguments.split(" ", -1));
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
