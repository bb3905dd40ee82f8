package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.nmt.random.SplitMix64;
import ai.nmt.residual.InitType;
import ai.nmt.tensor.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoding step by step must be the same as decoding whole sentences. */
class IncrementalDecoderTest {
  private static final int VOCABULARY = 23;
  private static final long[][] SOURCE = {
    {1, 1, 5, 6, 2}, {7, 8, 9, 10, 2}, {1, 11, 12, 13, 2}, {1, 1, 1, 14, 2}
  };

  @BeforeAll
  static void setUp() {
    NDManager.newBaseManager().close();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  @ParameterizedTest
  @CsvSource({
    "DEFAULT, false, 16, SEPARATE",
    "DEFAULT, true, 16, ALL",
    "ADMIN, false, 16, DECODER",
    "DEFAULT, false, 24, SEPARATE"
  })
  void stepsEqualTeacherForcing(
      InitType initType, boolean preNorm, int encoderDim, EmbeddingSharing sharing) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = model(manager, initType, preNorm, encoderDim, sharing);
      for (int seed = 0; seed < 2; seed++) {
        int length = initType == InitType.ADMIN && seed == 0 ? 35 : 9;
        checkRandomSearch(manager, model, length, new SplitMix64(seed));
      }
    }
  }

  /** A random walk of expansions, swaps, and departures, long enough for the cache to grow. */
  private static void checkRandomSearch(
      NDManager manager, Transformer model, int length, SplitMix64 random) {
    try (NDManager scope = manager.newSubManager()) {
      EncoderOutput encoded = model.encode(Pass.inference(scope), scope.create(SOURCE));
      try (IncrementalDecoder decoder = model.incrementalDecoder(scope, encoded)) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < SOURCE.length; i++) {
          rows.add(new Row(i, List.of(2L)));
        }
        for (int step = 0; step < length; step++) {
          long[] last =
              rows.stream().mapToLong(row -> row.tokens.get(row.tokens.size() - 1)).toArray();
          NDArray actual = decoder.step(last);
          assertThat(actual.getShape().getShape()).containsExactly(rows.size(), VOCABULARY);
          if (step < 9 || step > 30) {
            assertThat(maxDifference(actual, expected(scope, model, rows)))
                .isLessThanOrEqualTo(1e-5f);
          }
          rows = advance(rows, decoder, step, random);
        }
      }
    }
  }

  private static List<Row> advance(
      List<Row> rows, IncrementalDecoder decoder, int step, SplitMix64 random) {
    int[] origin = origins(rows, step, random);
    decoder.reorder(origin);
    assertThat(decoder.rows()).isEqualTo(origin.length);
    List<Row> next = new ArrayList<>();
    for (int row : origin) {
      Row old = rows.get(row);
      List<Long> tokens = new ArrayList<>(old.tokens);
      tokens.add(random.nextLong(2, VOCABULARY));
      next.add(new Row(old.sentence, tokens));
    }
    return next;
  }

  /**
   * First three beams a sentence; then beams of a sentence mix; then a sentence or a row leaves.
   */
  private static int[] origins(List<Row> rows, int step, SplitMix64 random) {
    if (step == 0) {
      return IntStream.range(0, 3 * rows.size()).map(row -> row / 3).toArray();
    }
    int gone = step == 3 ? 1 : step == 5 ? 3 : -1;
    int[] kept =
        IntStream.range(0, rows.size()).filter(row -> rows.get(row).sentence != gone).toArray();
    int[] origin = new int[step == 6 ? kept.length - 1 : kept.length];
    for (int i = 0; i < origin.length; i++) {
      int sentence = rows.get(kept[i]).sentence;
      int[] same = Arrays.stream(kept).filter(row -> rows.get(row).sentence == sentence).toArray();
      origin[i] = random.nextBoolean() ? kept[i] : same[random.nextInt(same.length)];
    }
    return origin;
  }

  private static NDArray expected(NDManager scope, Transformer model, List<Row> rows) {
    long[][] source = rows.stream().map(row -> SOURCE[row.sentence]).toArray(long[][]::new);
    long[][] target =
        rows.stream()
            .map(row -> row.tokens.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    NDArray logits =
        model.forward(Pass.inference(scope), scope.create(source), scope.create(target));
    return logits.logSoftmax(-1).get(":, -1");
  }

  private record Row(int sentence, List<Long> tokens) {}

  @Test
  void wrongNumbersAreRefused() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = model(manager, InitType.DEFAULT, false, 16, EmbeddingSharing.ALL);
      EncoderOutput encoded = model.encode(Pass.inference(manager), manager.create(SOURCE));
      try (IncrementalDecoder decoder = model.incrementalDecoder(manager, encoded)) {
        assertThatThrownBy(() -> decoder.step(new long[] {2}))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("there are 4 rows, but 1 last tokens");
        assertThatThrownBy(() -> decoder.reorder(new int[] {4}))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("row 4 is not one of 4 rows");
      }
    }
  }

  @Test
  void decodingEndsAtTheModelsPositions() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = model(manager, InitType.DEFAULT, false, 16, EmbeddingSharing.ALL);
      EncoderOutput encoded = model.encode(Pass.inference(manager), manager.create(SOURCE));
      try (IncrementalDecoder decoder = model.incrementalDecoder(manager, encoded)) {
        long[] ends = {2, 2, 2, 2};
        for (int i = 0; i < 50; i++) {
          decoder.step(ends);
        }
        assertThatThrownBy(() -> decoder.step(ends))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("51 tokens is longer than the model's --max-target-positions 50");
      }
    }
  }

  private static Transformer model(
      NDManager manager,
      InitType initType,
      boolean preNorm,
      int encoderDim,
      EmbeddingSharing sharing) {
    StackConfig stack = new StackConfig(2, 16, 32, 4, preNorm, false, 50);
    TransformerConfig config =
        TransformerConfig.defaults()
            .withStacks(stack.withSizes(encoderDim, 32, 4), stack)
            .withSharing(sharing)
            .withInitType(initType);
    Transformer model = new Transformer(config, VOCABULARY, VOCABULARY);
    model.initialize(manager, 3);
    return model;
  }

  private static float maxDifference(NDArray actual, NDArray expected) {
    return actual.sub(expected).abs().max().getFloat();
  }
}
