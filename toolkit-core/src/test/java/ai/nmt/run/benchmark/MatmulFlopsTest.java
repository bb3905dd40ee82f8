package ai.nmt.run.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.nmt.batch.Batch;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import org.junit.jupiter.api.Test;

class MatmulFlopsTest {
  /** One layer each, D = 4, F = 6, one head. */
  private static final StackConfig STACK = StackConfig.defaults().withLayers(1).withSizes(4, 6, 1);

  private static final MatmulFlops FLOPS =
      new MatmulFlops(TransformerConfig.defaults().withStacks(STACK, STACK), 10);

  @Test
  void aSentencePairIsTheSumOfItsProducts() {
    // s = 3, t = 2. Encoder: query, key, value, output 4 · 2·3·4·4 = 384; scores and their weighted
    // sum 2 · 2·3·3·4 = 144; feed-forward 2 · 2·3·4·6 = 288.
    double encoder = 384 + 144 + 288;
    // Decoder: self-attention 4 · 2·2·4·4 = 256 and 2 · 2·2·2·4 = 64; cross-attention's query and
    // output 2 · 2·2·4·4 = 128, key and value 2 · 2·3·4·4 = 192, scores and sum 2 · 2·2·3·4 = 96;
    // feed-forward 2 · 2·2·4·6 = 192; words 2·2·4·10 = 160.
    double decoder = 256 + 64 + 128 + 192 + 96 + 192 + 160;
    assertThat(FLOPS.forward(3, 2)).isEqualTo(encoder + decoder);
  }

  @Test
  void trainingIsThreeTimesForwardWithoutPadding() {
    long[] target = {5, 2, 1, 6, 7, 2};
    Batch batch =
        new Batch(
            new long[] {0, 1},
            2,
            3,
            3,
            new long[] {4, 5, 2, 1, 4, 2},
            new int[] {3, 2},
            new long[] {2, 5, 1, 2, 6, 7},
            target,
            5);
    assertThat(FLOPS.training(batch)).isEqualTo(3 * (FLOPS.forward(3, 2) + FLOPS.forward(2, 3)));
  }

  @Test
  void anEmptyBatchCostsNothing() {
    assertThat(FLOPS.training(Batch.empty())).isZero();
  }
}
