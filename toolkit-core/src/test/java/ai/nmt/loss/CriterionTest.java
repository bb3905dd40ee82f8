package ai.nmt.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.loss.Criterion.Differentiated;
import ai.nmt.random.SplitMix64;
import ai.nmt.tensor.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriterionTest {
  private static final int PAD = 1;

  private NDManager manager;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aUniformModelLosesTheLogarithmOfItsVocabulary() {
    try (Criterion criterion = new CrossEntropy(manager, PAD)) {
      NDArray target = manager.create(new long[] {0, 3, PAD}, new Shape(1, 3));
      LossSums sums = criterion.evaluate(manager, manager.zeros(new Shape(1, 3, 4)), target);
      assertThat(sums.loss()).isCloseTo(2 * Math.log(4), within(1e-6));
      assertThat(sums.negativeLogLikelihood()).isEqualTo(sums.loss());
    }
  }

  /** loss = (1-ε)·(-log p_y) + ε/V·Σ_v(-log p_v) with p = (1/4, 3/4), y = 0, ε = 0.2. */
  @Test
  void labelSmoothingByHand() {
    try (Criterion criterion = new LabelSmoothedCrossEntropy(manager, 0.2, 9)) {
      NDArray logits = manager.create(new float[] {0, (float) Math.log(3)}, new Shape(1, 2));
      Differentiated loss =
          criterion.differentiate(manager, logits, manager.create(new long[] {0}));
      double first = -Math.log(0.25);
      double second = -Math.log(0.75);
      assertThat(loss.sums().negativeLogLikelihood()).isCloseTo(first, within(1e-6));
      assertThat(loss.sums().loss()).isCloseTo(0.8 * first + 0.1 * (first + second), within(1e-6));
      assertThat(loss.gradient().toFloatArray())
          .containsExactly(new float[] {0.25f - 0.1f - 0.8f, 0.75f - 0.1f}, within(1e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5})
  void theGradientIsTheSlopeOfTheLoss(double smoothing) {
    int positions = 6;
    int words = 7;
    double[] logits = random(positions * words);
    long[] target = {0, 6, PAD, 3, PAD, 2};
    try (Criterion criterion =
        smoothing == 0
            ? new CrossEntropy(manager, PAD)
            : new LabelSmoothedCrossEntropy(manager, smoothing, PAD)) {
      NDArray y = manager.create(target, new Shape(2, 3));
      NDArray x = manager.create(floats(logits), new Shape(2, 3, words));
      Differentiated loss = criterion.differentiate(manager, x, y);
      assertThat(loss.gradient().getShape()).isEqualTo(x.getShape());
      assertThat(loss.sums().loss())
          .isCloseTo(reference(logits, target, words, smoothing), within(1e-4));
      float[] gradient = loss.gradient().toFloatArray();
      for (int i = 0; i < gradient.length; i++) {
        double slope = slope(logits, target, words, smoothing, i);
        assertThat((double) gradient[i]).as("element %d", i).isCloseTo(slope, within(1e-5));
      }
      LossSums again =
          criterion.evaluate(manager, manager.create(floats(logits), new Shape(2, 3, words)), y);
      assertThat(again).isEqualTo(loss.sums());
    }
  }

  @Test
  void theGradientTakesTheLogitsMemoryWhileAutogradRecordedThem() {
    try (Criterion criterion = new LabelSmoothedCrossEntropy(manager, 0.1, PAD)) {
      NDArray x = manager.create(floats(random(6)), new Shape(2, 3));
      NDArray w = manager.create(floats(random(12)), new Shape(3, 4));
      w.setRequiresGradient(true);
      NDArray logits = TorchEngine.recording(() -> x.matMul(w));
      Differentiated loss =
          criterion.differentiate(manager, logits, manager.create(new long[] {2, 0}));
      assertThat(logits.stopGradient().toFloatArray()).isEqualTo(loss.gradient().toFloatArray());
      NDArray expected = x.transpose().matMul(loss.gradient().duplicate());
      TorchEngine.backward(logits, loss.gradient());
      assertThat(w.getGradient().toFloatArray())
          .containsExactly(expected.toFloatArray(), within(1e-6f));
    }
  }

  @Test
  void smoothingIsAShare() {
    assertThatThrownBy(() -> new LabelSmoothedCrossEntropy(manager, 1.5, PAD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
  }

  private static double slope(
      double[] logits, long[] target, int words, double smoothing, int element) {
    double step = 1e-5;
    double[] shifted = logits.clone();
    shifted[element] += step;
    double above = reference(shifted, target, words, smoothing);
    shifted[element] -= 2 * step;
    return (above - reference(shifted, target, words, smoothing)) / (2 * step);
  }

  /** The equation in double precision. */
  private static double reference(double[] logits, long[] target, int words, double smoothing) {
    double loss = 0;
    for (int row = 0; row < target.length; row++) {
      if (target[row] == PAD) {
        continue;
      }
      double sum = 0;
      for (int v = 0; v < words; v++) {
        sum += Math.exp(logits[row * words + v]);
      }
      for (int v = 0; v < words; v++) {
        double weight = smoothing / words + (v == target[row] ? 1 - smoothing : 0);
        loss -= weight * (logits[row * words + v] - Math.log(sum));
      }
    }
    return loss;
  }

  private static double[] random(int size) {
    SplitMix64 random = new SplitMix64(size);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextGaussian() * 2;
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
