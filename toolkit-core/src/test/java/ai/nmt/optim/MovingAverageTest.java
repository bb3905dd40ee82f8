package ai.nmt.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.io.InputException;
import ai.nmt.optim.TrainedArrays.Tensor;
import ai.nmt.tensor.TorchEngine;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  private NDManager manager;
  private TrainedArrays arrays;

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    arrays = new TrainedArrays(manager, List.of(Tensor.vector(8, -16)));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private MovingAverage average(double decay, long start, long frequency) {
    return new MovingAverage(
        manager, arrays.parameters(), new MovingAverage.Settings(decay, start, frequency));
  }

  private void set(float first, float second) {
    arrays.parameters().set("p0", manager.create(new float[] {first, second}));
  }

  private float[] values(MovingAverage average) {
    return average.state(manager).get("p0").toFloatArray();
  }

  @Test
  void followsByItsDecay() {
    MovingAverage average = average(0.75, 0, 1);
    set(16, 0);
    average.follow(1);
    assertThat(values(average)).containsExactly(10, -12);
    set(2, 4);
    average.follow(2);
    assertThat(values(average)).containsExactly(8, -8);
  }

  @Test
  void copiesBeforeItsStartAndSkipsBetweenItsUpdates() {
    MovingAverage average = average(0.5, 3, 2);
    set(4, 4);
    average.follow(2);
    assertThat(values(average)).containsExactly(4, 4);
    set(8, 8);
    average.follow(3);
    assertThat(values(average)).containsExactly(4, 4);
    average.follow(4);
    assertThat(values(average)).containsExactly(6, 6);
  }

  @Test
  void comesBackAsItWas() {
    MovingAverage average = average(0.5, 0, 1);
    set(1, 3);
    average.follow(1);
    SortedMap<String, NDArray> saved = new TreeMap<>();
    average.state(manager).forEach((name, view) -> saved.put(name, view.duplicate()));
    MovingAverage other = average(0.5, 0, 1);
    other.restore(saved);
    set(7, 0.1f);
    average.follow(2);
    other.follow(2);
    assertThat(values(other)).isEqualTo(values(average)).isNotEqualTo(new float[] {7, 0.1f});
    saved.put("p9", saved.remove("p0"));
    assertThatThrownBy(() -> other.restore(saved))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[p9]");
  }

  @Test
  void valuesOutOfRangeNameTheirFlag() {
    assertThatThrownBy(() -> new MovingAverage.Settings(1, 0, 1))
        .hasMessageContaining("--ema-decay");
    assertThatThrownBy(() -> new MovingAverage.Settings(0.9, -1, 1))
        .hasMessageContaining("--ema-start-update");
    assertThatThrownBy(() -> new MovingAverage.Settings(0.9, 0, 0))
        .hasMessageContaining("--ema-update-freq");
  }
}
