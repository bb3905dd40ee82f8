package ai.nmt.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.nmt.tensor.Pass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {
  @BeforeAll
  static void setUp() {
    NDManager.newBaseManager().close();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5})
  void elementsAreDroppedWithTheProbability(double probability) {
    Shape shape = new Shape(101, 103, 7);
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] mask =
          new Dropout(probability).mask(Pass.training(manager, 1), shape)[0].toFloatArray();
      assertThat(mask).hasSize((int) shape.size());
      float kept = (float) (1 / (1 - probability));
      int zeros = 0;
      int pairs = 0;
      for (int i = 0; i < mask.length; i++) {
        assertThat(mask[i] == 0 || mask[i] == kept).isTrue();
        zeros += mask[i] == 0 ? 1 : 0;
        pairs += i > 0 && mask[i] == 0 && mask[i - 1] == 0 ? 1 : 0;
      }
      assertThat(zeros / (double) mask.length).isCloseTo(probability, within(6e-3));
      assertThat(pairs / (double) mask.length).isCloseTo(probability * probability, within(6e-3));
    }
  }

  @Test
  void masksFollowTheSeedAndDiffer() {
    Shape shape = new Shape(3, 5);
    Dropout dropout = new Dropout(0.5);
    try (NDManager manager = NDManager.newBaseManager()) {
      Pass first = Pass.training(manager, 9);
      Pass again = Pass.training(manager, 9);
      float[] one = dropout.mask(first, shape)[0].toFloatArray();
      float[] two = dropout.mask(first, shape)[0].toFloatArray();
      assertThat(one).isNotEqualTo(two);
      assertThat(dropout.mask(again, shape)[0].toFloatArray()).isEqualTo(one);
      assertThat(dropout.mask(again, shape)[0].toFloatArray()).isEqualTo(two);
    }
  }

  @Test
  void inferenceHasNoMask() {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(new Dropout(0.5).mask(Pass.inference(manager), new Shape(2, 2))).isEmpty();
      assertThat(new Dropout(0).mask(Pass.training(manager, 1), new Shape(2, 2))).isEmpty();
    }
  }

  @Test
  void probabilitiesAreChecked() {
    assertThatThrownBy(() -> new Dropout(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Dropout(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
