package ai.nmt.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {
  private static final String SOURCE =
      """
      def scaled(self: __torch__.Ops, x: Tensor, factor: float) -> Tensor:
        return torch.mul(x, factor)
      def sum_and_first(self: __torch__.Ops, xs: List[Tensor]) -> Tuple[Tensor, Tensor]:
        return (torch.add(xs[0], xs[1]), xs[0])
      """;

  @Test
  void numbersAndListsAreArguments() {
    try (NDManager manager = NDManager.newBaseManager();
        ScriptModule module = ScriptModule.compile(manager, SOURCE)) {
      NDArray x = manager.create(new float[] {1, 2});
      assertThat(module.call(manager, "scaled", x, 3.0).toFloatArray()).containsExactly(3, 6);
      NDArray[] two =
          module.callAll(manager, "sum_and_first", (Object) new NDArray[] {x, x.mul(10)});
      assertThat(two[0].toFloatArray()).containsExactly(11, 22);
      assertThat(two[1].toFloatArray()).containsExactly(1, 2);
    }
  }

  @Test
  void autogradRunsThroughAMethod() {
    try (NDManager manager = NDManager.newBaseManager();
        ScriptModule module = ScriptModule.compile(manager, SOURCE)) {
      NDArray x = manager.create(new float[] {1, 2});
      x.setRequiresGradient(true);
      JniUtils.setGradMode(true);
      try {
        PtNDArray y = (PtNDArray) module.call(manager, "scaled", x, 3.0);
        JniUtils.backward(y, (PtNDArray) manager.create(new float[] {1, 1}), false, false);
      } finally {
        JniUtils.setGradMode(false);
      }
      assertThat(x.getGradient().toFloatArray()).containsExactly(3, 3);
    }
  }

  @Test
  void otherArgumentsAreRefused() {
    try (NDManager manager = NDManager.newBaseManager();
        ScriptModule module = ScriptModule.compile(manager, SOURCE)) {
      assertThatThrownBy(() -> module.call(manager, "scaled", "text", 3.0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("java.lang.String");
    }
  }
}
