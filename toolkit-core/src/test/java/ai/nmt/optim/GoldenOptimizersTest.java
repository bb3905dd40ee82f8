package ai.nmt.optim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.optim.TrainedArrays.Tensor;
import ai.nmt.tensor.TorchEngine;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against optimizers.json: parameters after each of 12 steps of fairseq 0.8's optimisers. */
class GoldenOptimizersTest {
  /** A reference run: learning rate and settings are those of its arguments. */
  record Run(double rate, OptimizerConfig config) {}

  private static final Map<String, Run> RUNS =
      Map.of(
          "adam", new Run(0.01, new AdamConfig(0.9, 0.98, 1e-8, 0)),
          "adam_wd", new Run(0.01, new AdamConfig(0.9, 0.999, 1e-6, 0.1)),
          "radam", new Run(0.01, new RAdam.Settings(0.9, 0.98, 1e-8, 0.01)),
          "radam_b995", new Run(0.01, new RAdam.Settings(0.9, 0.995, 1e-8, 0)),
          "sgd", new Run(0.1, new Sgd.Settings(0.9, 0.01)),
          "nag", new Run(0.1, new Nag.Settings(0.9, 0.01)),
          "adagrad", new Run(0.1, Adagrad.Settings.defaults()),
          "adadelta", new Run(1, Adadelta.Settings.defaults()),
          "adamax", new Run(0.01, new Adamax.Settings(0.9, 0.99, 1e-8, 0, true)),
          "adafactor", new Run(0.01, Adafactor.Settings.defaults()));

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  static Stream<String> runs() {
    return RUNS.keySet().stream().sorted();
  }

  @Test
  void everyReferenceIsRepeated() throws IOException {
    assertThat(golden().getAsJsonObject("optimizers").keySet())
        .containsExactlyInAnyOrderElementsOf(RUNS.keySet());
  }

  /**
   * The gradients come four times too large, to be scaled by a quarter.
   *
   * <p>A step rounds to the last digit of what it adds up, which is more than the last digit of the
   * sum where the sum is near zero: with adagrad the reference's own values are off by up to 6e-5
   * of themselves there. So a unit in the last place of the largest value that an element has had
   * is allowed for each step; processors with and without AVX-512 differ by as much.
   */
  @ParameterizedTest
  @MethodSource("runs")
  void stepsAreThoseOfFairseq(String name) throws IOException {
    JsonObject golden = golden();
    JsonArray after =
        golden.getAsJsonObject("optimizers").getAsJsonObject(name).getAsJsonArray("after");
    Run run = RUNS.get(name);
    JsonArray gradients = golden.getAsJsonArray("gradients");
    assertThat(gradients).hasSize(12);
    try (NDManager manager = NDManager.newBaseManager()) {
      TrainedArrays arrays = new TrainedArrays(manager, tensors(golden.getAsJsonArray("initial")));
      Rounding rounding = new Rounding(tensors(golden.getAsJsonArray("initial")));
      try (Optimizer optimizer = run.config().create(manager, arrays.parameters())) {
        for (int step = 0; step < gradients.size(); step++) {
          arrays.setGradients(tensors(gradients.get(step).getAsJsonArray()), 4);
          optimizer.step(run.rate(), 0.25);
          List<Tensor> expected = tensors(after.get(step).getAsJsonArray());
          rounding.add(expected);
          requireEqual(arrays, expected, rounding, "step " + step);
        }
      }
    }
  }

  /** What rounding may have done to each element since the beginning. */
  private static final class Rounding {
    private final List<float[]> largest;
    private final List<double[]> errors;

    Rounding(List<Tensor> initial) {
      largest = initial.stream().map(tensor -> tensor.values().clone()).toList();
      errors = initial.stream().map(tensor -> new double[tensor.values().length]).toList();
    }

    /** Takes in the values after one more step. */
    void add(List<Tensor> values) {
      for (int i = 0; i < largest.size(); i++) {
        float[] most = largest.get(i);
        for (int j = 0; j < most.length; j++) {
          most[j] = Math.max(Math.abs(most[j]), Math.abs(values.get(i).values()[j]));
          errors.get(i)[j] += Math.ulp(most[j]);
        }
      }
    }

    double of(int parameter, int element) {
      return errors.get(parameter)[element];
    }
  }

  private static void requireEqual(
      TrainedArrays arrays, List<Tensor> expected, Rounding rounding, String step) {
    for (int i = 0; i < expected.size(); i++) {
      float[] actual = arrays.values(i);
      float[] wanted = expected.get(i).values();
      assertThat(actual).hasSameSizeAs(wanted);
      for (int j = 0; j < actual.length; j++) {
        assertThat(actual[j])
            .as("%s, parameter %d, element %d", step, i, j)
            .isCloseTo(wanted[j], within((float) (1e-5 * Math.abs(wanted[j]) + rounding.of(i, j))));
      }
    }
  }

  private static JsonObject golden() throws IOException {
    try (InputStream file =
        GoldenOptimizersTest.class.getResourceAsStream("/golden/fairseq/optimizers.json")) {
      return JsonParser.parseString(new String(file.readAllBytes(), UTF_8)).getAsJsonObject();
    }
  }

  private static List<Tensor> tensors(JsonArray array) {
    List<Tensor> result = new ArrayList<>();
    for (JsonElement tensor : array) {
      List<Float> values = new ArrayList<>();
      flatten(tensor, values);
      float[] flat = new float[values.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = values.get(i);
      }
      int rows = tensor.getAsJsonArray().size();
      Shape shape =
          tensor.getAsJsonArray().get(0).isJsonArray()
              ? new Shape(rows, flat.length / rows)
              : new Shape(rows);
      result.add(new Tensor(flat, shape));
    }
    return result;
  }

  private static void flatten(JsonElement element, List<Float> into) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(child -> flatten(child, into));
    } else {
      into.add(element.getAsFloat());
    }
  }
}
