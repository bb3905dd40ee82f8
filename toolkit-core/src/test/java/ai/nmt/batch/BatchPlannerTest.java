package ai.nmt.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.random.SplitMix64;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
  private static final Gson GSON = new Gson();

  /** Against batch_by_size.json: orders and batches of fairseq 0.8 for random lengths. */
  @Test
  void ordersAndBatchesAreFairseqs() throws IOException {
    JsonArray cases = golden();
    assertThat(cases).hasSize(6);
    for (JsonElement element : cases) {
      JsonObject expected = element.getAsJsonObject();
      int[] source = GSON.fromJson(expected.get("source_lengths"), int[].class);
      int[] target = GSON.fromJson(expected.get("target_lengths"), int[].class);
      int[] inTextOrder = IntStream.range(0, source.length).toArray();
      SentenceOrder order = SentenceOrder.byLength(inTextOrder, i -> source[i], i -> target[i]);
      assertThat(order.sentences()).isEqualTo(GSON.fromJson(expected.get("ordered"), int[].class));
      List<int[]> batches = BatchPlanner.plan(order, "corpus", limits(expected));
      assertThat(batches.toArray(int[][]::new))
          .isDeepEqualTo(GSON.fromJson(expected.get("batches"), int[][].class));
    }
  }

  /** Nine of length 10 fit into 90 tokens; the tenth closes the batch at a multiple of 8. */
  @Test
  void fullBatchIsCutBackToTheMultiple() {
    SentenceOrder order =
        SentenceOrder.byLength(IntStream.range(0, 10).toArray(), i -> 10, i -> 10);
    List<int[]> batches = BatchPlanner.plan(order, "corpus", new BatchLimits(90, 0, 8));
    assertThat(batches.toArray(int[][]::new))
        .isDeepEqualTo(new int[][] {{0, 1, 2, 3, 4, 5, 6, 7}, {8, 9}});
  }

  @Test
  void noSentencesMakeNoBatches() {
    SentenceOrder none = SentenceOrder.byLength(0, i -> 1, i -> 1, 1);
    assertThat(BatchPlanner.plan(none, "corpus", BatchLimits.defaults())).isEmpty();
  }

  @Test
  void withoutLimitsThereIsOneBatch() {
    SentenceOrder order = SentenceOrder.byLength(new int[] {2, 0, 1}, i -> 5, i -> 5);
    assertThat(BatchPlanner.plan(order, "corpus", BatchLimits.defaults()))
        .containsExactly(new int[] {2, 0, 1});
  }

  /** Every sentence exactly once, in order, and no batch above a limit. */
  @RepeatedTest(200)
  void randomPlansKeepTheLimits(RepetitionInfo repetition) {
    SplitMix64 random = new SplitMix64(repetition.getCurrentRepetition());
    int size = random.nextInt(200);
    int[] lengths = IntStream.generate(() -> 1 + random.nextInt(60)).limit(size).toArray();
    int maxTokens = random.nextBoolean() ? 0 : 60 + random.nextInt(500);
    int maxSentences = random.nextBoolean() ? 0 : 1 + random.nextInt(40);
    int multiple = 1 + random.nextInt(8);
    SentenceOrder sorted = SentenceOrder.byLength(size, i -> lengths[i], i -> 0, random.nextInt());
    List<int[]> batches =
        BatchPlanner.plan(sorted, "corpus", new BatchLimits(maxTokens, maxSentences, multiple));

    assertThat(batches.stream().flatMapToInt(Arrays::stream).toArray())
        .isEqualTo(sorted.sentences());
    for (int[] batch : batches) {
      assertThat(batch).isNotEmpty();
      int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
      if (maxTokens > 0 && batch.length > multiple) {
        assertThat(batch.length * longest).isLessThanOrEqualTo(maxTokens);
      }
      if (maxTokens > 0 && multiple == 1) {
        assertThat(batch.length * longest).isLessThanOrEqualTo(maxTokens);
      }
      if (maxSentences > 0) {
        assertThat(batch.length).isLessThanOrEqualTo(maxSentences);
      }
    }
  }

  @Test
  void sentencesLongerThanABatchAreNamed() {
    int[] lengths = {3, 12, 5, 11};
    SentenceOrder order = SentenceOrder.byLength(new int[] {0, 2, 3, 1}, i -> lengths[i], i -> 1);
    assertThatThrownBy(() -> BatchPlanner.plan(order, "corpus", new BatchLimits(10, 0, 8)))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "corpus: 2 sentence pairs are too long: numbers 3, 1 (counted from 0)")
        .hasMessageContaining("--max-tokens 10 cannot hold even one of them, the longest has 12");
  }

  @Test
  void limitsOutOfRangeAreNamedTogether() {
    assertThatThrownBy(() -> new BatchLimits(-1, -2, 0))
        .hasMessageContaining("--max-tokens")
        .hasMessageContaining("--max-sentences")
        .hasMessageContaining("--required-batch-size-multiple");
  }

  private static BatchLimits limits(JsonObject expected) {
    return new BatchLimits(
        orNoLimit(expected.get("max_tokens")),
        orNoLimit(expected.get("max_sentences")),
        expected.get("required_batch_size_multiple").getAsInt());
  }

  private static int orNoLimit(JsonElement limit) {
    return limit.isJsonNull() ? 0 : limit.getAsInt();
  }

  private static JsonArray golden() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            BatchPlannerTest.class.getResourceAsStream("batch_by_size.json"),
            StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonArray();
    }
  }
}
