package ai.nmt.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.io.InputException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlatParametersTest {
  private NDManager manager;
  private NamedParameter weight;
  private NamedParameter frozen;
  private NamedParameter bias;
  private FlatParameters flat;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  @BeforeEach
  void flatten() {
    manager = NDManager.newBaseManager();
    weight = parameter("weight", true, new Shape(2, 3), 2);
    frozen = parameter("ratio", false, new Shape(3), 5);
    bias = parameter("bias", true, new Shape(2), 7);
    flat = new FlatParameters(manager, List.of(weight, frozen, bias));
  }

  @AfterEach
  void free() {
    flat.close();
    manager.close();
  }

  @Test
  void buffersArePaddedAndHoldTheValues() {
    assertThat(flat.values().getShape()).isEqualTo(new Shape(4096));
    float[] values = flat.values().toFloatArray();
    assertThat(values).startsWith(2, 2, 2, 2, 2, 2, 0);
    assertThat(values[16]).isEqualTo(7);
    assertThat(flat.values().sum().getFloat()).isEqualTo(12 + 14);
    assertThat(flat.trainableSize()).isEqualTo(8);
  }

  @Test
  void movingIntoTheBufferChangesNoBit() {
    NamedParameter small = parameter("small", true, new Shape(5), 1e-9f);
    try (FlatParameters other = new FlatParameters(manager, List.of(small))) {
      assertThat(small.array().toFloatArray()).containsOnly(1e-9f);
      assertThat(other.gradientNorm()).isZero();
    }
  }

  @Test
  void theBufferAndTheModelSeeTheSameValues() {
    flat.values().addi(1);
    assertThat(weight.array().toFloatArray()).containsOnly(3);
    flat.set("bias", manager.create(new float[] {10, 20}));
    assertThat(bias.array().toFloatArray()).containsExactly(10, 20);
    flat.set("ratio", manager.create(new float[] {1, 2, 3}));
    assertThat(frozen.array().toFloatArray()).containsExactly(1, 2, 3);
    assertThat(flat.slice(manager, "ratio").toFloatArray()).containsExactly(1, 2, 3);
    assertThat(flat.slice(manager, "weight").getShape()).isEqualTo(new Shape(2, 3));
  }

  @Test
  void backwardAddsIntoTheBuffer() {
    NDArray x = manager.create(new float[] {1, 10, 100}, new Shape(1, 3));
    for (int pass = 1; pass <= 2; pass++) {
      NDArray y =
          TorchEngine.recording(() -> x.matMul(weight.array().transpose()).add(bias.array()));
      TorchEngine.backward(y, manager.ones(y.getShape()));
      assertThat(flat.slice(manager, flat.gradients(), "weight").toFloatArray())
          .containsExactly(pass, 10 * pass, 100 * pass, pass, 10 * pass, 100 * pass);
      assertThat(flat.slice(manager, flat.gradients(), "bias").toFloatArray()).containsOnly(pass);
    }
    assertThat(flat.gradientNorm()).isCloseTo(Math.sqrt(8 * 10101 + 8), within(1e-3));
    flat.zeroGradients();
    assertThat(flat.gradientNorm()).isZero();
    assertThat(weight.array().getGradient().toFloatArray()).containsOnly(0);
  }

  @Test
  void theNormOfALargeVectorKeepsItsDigits() {
    NamedParameter large = parameter("large", true, new Shape(20_000_000), 0);
    try (FlatParameters many = new FlatParameters(manager, List.of(large))) {
      many.slice(manager, many.gradients(), "large").addi(0.1f);
      assertThat(many.gradientNorm()).isCloseTo(0.1f * Math.sqrt(2e7), within(447 * 1e-5));
    }
  }

  @Test
  void anotherShapeIsRefused() {
    assertThatThrownBy(() -> flat.set("weight", manager.ones(new Shape(3, 2))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("weight")
        .hasMessageContaining("(3, 2)")
        .hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> flat.slice(manager, flat.gradients(), "ratio"))
        .hasMessageContaining("frozen");
    assertThatThrownBy(() -> flat.slice(manager, "other")).hasMessageContaining("other");
  }

  /** 1 + 1/512 is between two numbers of bfloat16, which are 1/128 apart. */
  @Test
  void halfPrecisionHasFloat32Masters() {
    NamedParameter small = parameter("small", true, new Shape(4), 1 + 1f / 512);
    try (FlatParameters half =
        new FlatParameters(manager, List.of(small), Precision.BFLOAT16, false)) {
      assertThat(half.slice(manager, "small").toFloatArray()).containsOnly(1 + 1f / 512);
      half.edit(() -> half.values().addi(1f / 512));
      assertThat(half.slice(manager, "small").toFloatArray()).containsOnly(1 + 1f / 256);
    }
    NamedParameter other = parameter("other", true, new Shape(4), 1 + 1f / 512);
    try (FlatParameters half =
        new FlatParameters(manager, List.of(other), Precision.BFLOAT16, true)) {
      half.edit(() -> assertThat(half.slice(manager, "other").toFloatArray()).containsOnly(1f));
    }
  }

  @Test
  void frozenParametersStaySinglePrecision() {
    assertThatThrownBy(() -> new FlatParameters(manager, List.of(frozen), Precision.FLOAT16, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ratio is frozen");
    assertThatThrownBy(() -> new FlatParameters(manager, List.of(bias), Precision.FLOAT32, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameCountsOnce() {
    assertThatThrownBy(() -> new FlatParameters(manager, List.of(bias, bias)))
        .hasMessageContaining("bias is listed twice");
  }

  private NamedParameter parameter(String name, boolean trainable, Shape shape, float value) {
    Parameter parameter =
        Parameter.builder().setName(name).setType(Parameter.Type.OTHER).optShape(shape).build();
    parameter.setInitializer((m, s, type) -> m.full(s, value, DataType.FLOAT32));
    parameter.initialize(manager, DataType.FLOAT32);
    return new NamedParameter(name, parameter, trainable);
  }
}
