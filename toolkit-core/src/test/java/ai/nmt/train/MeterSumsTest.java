package ai.nmt.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeterSumsTest {
  private static final double LN_2 = Math.log(2);

  /** Two updates of 10 tokens each: 4 bits of loss and 3 bits of likelihood per token. */
  private static final MeterSums TWO = new MeterSums(2, 80 * LN_2, 60 * LN_2, 20, 20, 5, 3, 1, 0.5);

  @Test
  void averagesArePerTokenInBase2() {
    assertThat(TWO.meanLoss()).isCloseTo(4, within(1e-12));
    assertThat(TWO.meanNegativeLogLikelihood()).isCloseTo(3, within(1e-12));
    assertThat(TWO.perplexity()).isCloseTo(8, within(1e-12));
  }

  @Test
  void ratesFollowFromTheSums() {
    assertThat(TWO.wordsPerSecond()).isEqualTo(40);
    assertThat(TWO.updatesPerSecond()).isEqualTo(4);
    assertThat(TWO.wordsPerUpdate()).isEqualTo(10);
    assertThat(TWO.sentencesPerUpdate()).isEqualTo(2.5);
    assertThat(TWO.meanGradientNorm()).isEqualTo(1.5);
    assertThat(TWO.clippedPercent()).isEqualTo(50);
  }

  @Test
  void differencesUndoSums() {
    assertThat(TWO.plus(TWO).minus(TWO)).isEqualTo(TWO);
    assertThat(TWO.plus(MeterSums.ZERO)).isEqualTo(TWO);
    assertThat(MeterSums.ZERO.meanLoss()).isNaN();
  }
}
