package ai.nmt.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class TorchEngineTest {
  @Test
  void theNumberOfThreadsIsAsAsked() {
    TorchEngine.start(2);
    assertThat(TorchEngine.threads()).isEqualTo(2);
    TorchEngine.start(1);
    assertThat(TorchEngine.threads()).isEqualTo(1);
    assertThatThrownBy(() -> TorchEngine.start(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void autogradRecordsOnlyWhenAsked() {
    TorchEngine.start(1);
    assertThat(JniUtils.isGradMode()).isFalse();
    assertThat(TorchEngine.recording(JniUtils::isGradMode)).isTrue();
    assertThatThrownBy(
            () ->
                TorchEngine.recording(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(JniUtils.isGradMode()).isFalse();
  }

  @Test
  void equalSeedsGiveEqualNumbers() {
    TorchEngine.start(1);
    try (NDManager manager = NDManager.newBaseManager()) {
      long seed = 0x1234_5678_9ABC_DEF0L;
      TorchEngine.seed(seed);
      float[] first = manager.randomNormal(new Shape(4)).toFloatArray();
      TorchEngine.seed(seed);
      assertThat(manager.randomNormal(new Shape(4)).toFloatArray()).isEqualTo(first);
      TorchEngine.seed(seed + (1L << 40));
      assertThat(manager.randomNormal(new Shape(4)).toFloatArray()).isNotEqualTo(first);
    }
  }

  @Test
  void aScopeFreesWhatAttachedToAnotherManager() {
    TorchEngine.start(1);
    try (NDManager base = NDManager.newBaseManager()) {
      var parameter = base.ones(new Shape(3));
      int arrays = base.getManagedArrays().size();
      try (StepScope scope = new StepScope(base)) {
        parameter.add(scope.manager().ones(new Shape(3)));
        assertThat(base.getManagedArrays()).hasSizeGreaterThan(arrays);
      }
      assertThat(base.getManagedArrays()).hasSize(arrays);
      base.cap();
      try (StepScope scope = new StepScope(base)) {
        assertThatThrownBy(() -> parameter.add(scope.manager().ones(new Shape(3))))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }
}
