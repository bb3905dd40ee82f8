package ai.nmt.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.io.InputException;
import ai.nmt.optim.TrainedArrays.Tensor;
import ai.nmt.tensor.TorchEngine;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimiser promises. */
class OptimizerContractTest {
  private static final List<Tensor> START =
      List.of(
          new Tensor(new float[] {1, 2, 3, -4, 5, -6}, new Shape(3, 2)),
          Tensor.vector(4, -5, 0.5f));
  private static final List<Tensor> GRADIENTS =
      List.of(
          new Tensor(new float[] {0.1f, -0.2f, 0.3f, 1, -2, 0.7f}, new Shape(3, 2)),
          Tensor.vector(1, -2, 0.25f));

  private NDManager manager;

  static Stream<OptimizerConfig> configs() {
    return Stream.of(
        new AdamConfig(0.9, 0.98, 1e-8, 1e-2),
        new RAdam.Settings(0.9, 0.98, 1e-8, 1e-2),
        new Sgd.Settings(0.9, 1e-2),
        new Sgd.Settings(0, 0),
        new Nag.Settings(0.9, 1e-2),
        new Adagrad.Settings(1e-2),
        new Adadelta.Settings(0.9, 1e-6, 1e-2),
        new Adamax.Settings(0.9, 0.99, 1e-8, 1e-2, false),
        Adafactor.Settings.defaults(),
        new Adafactor.Settings(1e-30, 1e-3, 1, -0.8, 0.9, 1e-2, true, true, true),
        new NovoGrad.Settings(0.95, 0.98, 1e-8, 1e-2));
  }

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
  void everyOptimizerIsRegisteredAndTested() {
    assertThat(OptimizerRegistry.settings().values())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(OptimizerConfig.class.getPermittedSubclasses())
                .<Class<? extends OptimizerConfig>>map(
                    type -> type.asSubclass(OptimizerConfig.class))
                .toList());
    assertThat(configs().map(OptimizerConfig::name))
        .containsAll(OptimizerRegistry.settings().keySet());
  }

  /** Learning rates differ from step to step, as a schedule's do. */
  private static void steps(TrainedArrays arrays, Optimizer optimizer, int from, int to) {
    for (int i = from; i < to; i++) {
      arrays.setGradients(GRADIENTS, i + 1);
      optimizer.step(0.1 / (i + 1), 0.5);
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aRestoredOptimizerContinuesBitForBit(OptimizerConfig config) {
    TrainedArrays whole = new TrainedArrays(manager, START);
    Optimizer first = config.create(manager, whole.parameters());
    steps(whole, first, 0, 7);
    SortedMap<String, NDArray> saved = new TreeMap<>();
    first.state(manager).forEach((name, view) -> saved.put(name, view.duplicate()));
    TrainedArrays resumed = new TrainedArrays(manager, whole.values());
    Optimizer second = config.create(manager, resumed.parameters());
    second.restore(saved);
    float[] middle = whole.values(0);
    steps(whole, first, 7, 12);
    steps(resumed, second, 7, 12);
    assertThat(resumed.values(0)).isEqualTo(whole.values(0)).isNotEqualTo(middle);
    assertThat(resumed.values(1)).isEqualTo(whole.values(1));
    first
        .state(manager)
        .forEach(
            (name, array) ->
                assertThat(second.state(manager).get(name).toByteArray())
                    .as(name)
                    .isEqualTo(array.toByteArray()));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void theScaleIsAFactorOfTheGradients(OptimizerConfig config) {
    TrainedArrays one = new TrainedArrays(manager, START);
    TrainedArrays other = new TrainedArrays(manager, START);
    Optimizer first = config.create(manager, one.parameters());
    Optimizer second = config.create(manager, other.parameters());
    for (int i = 0; i < 8; i++) {
      one.setGradients(GRADIENTS, 1);
      first.step(0.1, 1);
      other.setGradients(GRADIENTS, 8);
      second.step(0.1, 0.125);
    }
    assertThat(other.values(0)).isEqualTo(one.values(0));
    assertThat(other.values(1)).isEqualTo(one.values(1));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void paddingStaysZero(OptimizerConfig config) {
    TrainedArrays arrays = new TrainedArrays(manager, START);
    steps(arrays, config.create(manager, arrays.parameters()), 0, 7);
    float[] all = arrays.parameters().values().toFloatArray();
    assertThat(all[6]).isZero();
    assertThat(all[15]).isZero();
    assertThat(all[all.length - 1]).isZero();
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aForeignStateIsRefused(OptimizerConfig config) {
    TrainedArrays arrays = new TrainedArrays(manager, START);
    Optimizer optimizer = config.create(manager, arrays.parameters());
    SortedMap<String, NDArray> state = optimizer.state(manager);
    state.put("other.p0", state.remove("step"));
    assertThatThrownBy(() -> optimizer.restore(state))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(config.name())
        .hasMessageContaining("missing [step]")
        .hasMessageContaining("unknown [other.p0]")
        .hasMessageContaining("--reset-optimizer");
  }

  @Test
  void aStateOfAnotherShapeIsRefused() {
    TrainedArrays arrays = new TrainedArrays(manager, START);
    Optimizer optimizer = Adafactor.Settings.defaults().create(manager, arrays.parameters());
    SortedMap<String, NDArray> state = optimizer.state(manager);
    state.put("exp_avg_sq_row.p0", manager.zeros(new Shape(7)));
    assertThatThrownBy(() -> optimizer.restore(state))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("exp_avg_sq_row.p0")
        .hasMessageContaining("(7)");
  }
}
