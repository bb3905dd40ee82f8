package ai.nmt.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.optim.TrainedArrays.Tensor;
import ai.nmt.tensor.TorchEngine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that a reader can redo. */
class OptimizerStepsTest {
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

  private float[] after(OptimizerConfig config, Tensor start, Tensor gradient, double... rates) {
    TrainedArrays arrays = new TrainedArrays(manager, List.of(start));
    Optimizer optimizer = config.create(manager, arrays.parameters());
    for (double rate : rates) {
      arrays.setGradients(List.of(gradient), 1);
      optimizer.step(rate, 1);
    }
    return arrays.values(0);
  }

  @Test
  void adamsFirstStepMovesByTheLearningRate() {
    assertThat(
            after(
                AdamConfig.defaults(), Tensor.vector(1, 1, 1), Tensor.vector(0.01f, -100, 0), 0.25))
        .containsExactly(new float[] {0.75f, 1.25f, 1}, within(1e-5f));
  }

  /** With β2 = 0.9, N∞ = 19; N is 5 or more from step 6 on. */
  @Test
  void radamTakesNoStepWhileTheVarianceIsUnknown() {
    for (int step = 1; step <= 5; step++) {
      assertThat(RAdam.rectification(0.9, step)).as("step %d", step).isZero();
    }
    assertThat(RAdam.rectification(0.9, 6)).isPositive();
    assertThat(RAdam.rectification(0.9, 100_000)).isCloseTo(1, within(1e-12));
    assertThat(
            after(
                new RAdam.Settings(0.9, 0.9, 1e-8, 0.5),
                Tensor.vector(1, -2),
                Tensor.vector(3, 4),
                0.5,
                0.5))
        .containsExactly(0.5625f, -1.125f);
  }

  @Test
  void plainDescentSubtractsTheGradient() {
    assertThat(
            after(Sgd.Settings.defaults(), Tensor.vector(1, 2), Tensor.vector(0.5f, -1), 0.5, 0.25))
        .containsExactly(0.625f, 2.75f);
  }

  /** b: -0.5, then -0.375 - 0.25; the second step's c is 1/2. */
  @Test
  void nesterovsMomentumFollowsTheLearningRate() {
    // p = 1 - 1.5·0.5 = 0.25; then + 0.25·0.5·(-0.5) - 1.5·0.25 = -0.1875
    assertThat(after(new Nag.Settings(0.5, 0), Tensor.vector(1), Tensor.vector(1), 0.5, 0.25))
        .containsExactly(-0.1875f);
  }

  @Test
  void adafactorsRelativeStepIgnoresTheLearningRate() {
    Adafactor.Settings settings =
        new Adafactor.Settings(1e-30, 1e-3, 1, -0.8, 0, 0, true, true, false);
    // The update's RMS is 1; RMS(p) is 2, the step 1e-2.
    assertThat(after(settings, Tensor.vector(2, -2), Tensor.vector(3, 3), 77))
        .containsExactly(new float[] {1.98f, -2.02f}, within(1e-6f));
    assertThat(new Adafactor.Settings(1e-30, 1e-3, 1, -0.8, 0, 0, true, true, true).rate(7, 25))
        .isEqualTo(1e-6 * 25);
    assertThat(settings.rate(7, 1_000_000)).isEqualTo(1e-3);
  }

  /** β2 = 0.5: v = 25, then 0.5·25 + 0.5·25; m = g/5 = (0.6, 0.8), then 0.5·m + g/5. */
  @Test
  void novogradDividesByTheLayersNorm() {
    NovoGrad.Settings settings = new NovoGrad.Settings(0.5, 0.5, 1e-8, 0);
    Tensor start = new Tensor(new float[] {1, 1}, new Shape(2, 1));
    Tensor gradient = new Tensor(new float[] {3, 4}, new Shape(2, 1));
    assertThat(after(settings, start, gradient, 0.5, 0.5))
        .containsExactly(new float[] {1 - 0.75f, 1 - 1.0f}, within(1e-6f));
  }

  @Test
  void valuesOutOfRangeNameTheirFlag() {
    assertThatThrownBy(() -> new RAdam.Settings(1, 0.9, 1e-8, 0))
        .hasMessageContaining("--adam-betas");
    assertThatThrownBy(() -> new Sgd.Settings(1, 0)).hasMessageContaining("--momentum");
    assertThatThrownBy(() -> new Nag.Settings(0.9, -1)).hasMessageContaining("--weight-decay");
    assertThatThrownBy(() -> new Adagrad.Settings(Double.NaN))
        .hasMessageContaining("--weight-decay");
    assertThatThrownBy(() -> new Adadelta.Settings(2, 1e-6, 0))
        .hasMessageContaining("--adadelta-rho");
    assertThatThrownBy(() -> new Adamax.Settings(0.9, 0.9, 0, 0, true))
        .hasMessageContaining("--adamax-eps");
    assertThatThrownBy(() -> new Adafactor.Settings(1e-30, 1e-3, 1, -0.8, 0, 0, false, false, true))
        .hasMessageContaining("--relative-step");
    assertThatThrownBy(() -> new NovoGrad.Settings(0.9, 0.9, 0, 0))
        .hasMessageContaining("--novograd-eps");
  }
}
