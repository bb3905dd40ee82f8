package ai.nmt.optim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.nmt.io.InputException;
import ai.nmt.tensor.FlatParameters;
import ai.nmt.tensor.NamedParameter;
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
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
  /** The arguments that the reference was run with. */
  private static final Map<String, AdamConfig> CONFIGS =
      Map.of(
          "adam", new AdamConfig(0.9, 0.98, 1e-8, 0),
          "adam_wd", new AdamConfig(0.9, 0.999, 1e-6, 0.1));

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

  @ParameterizedTest
  @ValueSource(strings = {"adam", "adam_wd"})
  void stepsAreThoseOfFairseq(String name) throws IOException {
    JsonObject golden = golden();
    JsonObject reference = golden.getAsJsonObject("optimizers").getAsJsonObject(name);
    List<float[]> initial = tensors(golden.getAsJsonArray("initial"));
    FlatParameters parameters = parameters(initial);
    Adam adam = new Adam(manager, parameters, CONFIGS.get(name));
    JsonArray gradients = golden.getAsJsonArray("gradients");
    for (int step = 0; step < gradients.size(); step++) {
      setGradients(parameters, tensors(gradients.get(step).getAsJsonArray()), 4);
      adam.step(0.01, 0.25);
      List<float[]> expected =
          tensors(reference.getAsJsonArray("after").get(step).getAsJsonArray());
      for (int i = 0; i < expected.size(); i++) {
        float[] actual = parameters.slice(manager, "p" + i).toFloatArray();
        for (int j = 0; j < actual.length; j++) {
          assertThat(actual[j])
              .as("step %d, parameter %d, element %d", step, i, j)
              .isCloseTo(expected.get(i)[j], within(1e-5f * Math.abs(expected.get(i)[j])));
        }
      }
    }
  }

  @Test
  void theFirstStepMovesByTheLearningRate() {
    FlatParameters parameters = parameters(List.of(new float[] {1, 1, 1}));
    Adam adam = new Adam(manager, parameters, AdamConfig.defaults());
    setGradients(parameters, List.of(new float[] {0.01f, -100, 0}), 1);
    adam.step(0.25, 1);
    assertThat(parameters.slice(manager, "p0").toFloatArray())
        .containsExactly(new float[] {0.75f, 1.25f, 1}, within(1e-5f));
  }

  @Test
  void aRestoredOptimizerContinuesBitForBit() {
    List<float[]> start = List.of(new float[] {1, 2, 3}, new float[] {4, 5});
    List<float[]> gradients = List.of(new float[] {0.1f, -0.2f, 0.3f}, new float[] {1, -2});
    FlatParameters parameters = parameters(start);
    Adam adam = new Adam(manager, parameters, new AdamConfig(0.9, 0.98, 1e-8, 1e-2));
    for (int i = 0; i < 3; i++) {
      setGradients(parameters, gradients, i + 1);
      adam.step(0.1, 1);
    }
    SortedMap<String, NDArray> saved = new TreeMap<>();
    adam.state(manager).forEach((name, view) -> saved.put(name, view.duplicate()));
    List<float[]> middle =
        List.of(
            parameters.slice(manager, "p0").toFloatArray(),
            parameters.slice(manager, "p1").toFloatArray());
    assertThat(saved.keySet())
        .containsExactly("exp_avg.p0", "exp_avg.p1", "exp_avg_sq.p0", "exp_avg_sq.p1", "step");

    FlatParameters copies = parameters(middle);
    Adam second = new Adam(manager, copies, new AdamConfig(0.9, 0.98, 1e-8, 1e-2));
    second.restore(saved);
    for (int i = 0; i < 3; i++) {
      setGradients(parameters, gradients, i + 2);
      adam.step(0.1, 1);
      setGradients(copies, gradients, i + 2);
      second.step(0.1, 1);
    }
    for (String name : List.of("p0", "p1")) {
      assertThat(copies.slice(manager, name).toFloatArray())
          .isEqualTo(parameters.slice(manager, name).toFloatArray());
    }
    assertThat(copies.slice(manager, "p0").toFloatArray()).isNotEqualTo(middle.get(0));
  }

  @Test
  void aForeignStateIsRefused() {
    Adam adam = new Adam(manager, parameters(List.of(new float[] {1})), AdamConfig.defaults());
    SortedMap<String, NDArray> state = adam.state(manager);
    state.put("exp_avg.other", state.remove("exp_avg.p0"));
    assertThatThrownBy(() -> adam.restore(state))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("missing [exp_avg.p0]")
        .hasMessageContaining("unknown [exp_avg.other]");
  }

  private FlatParameters parameters(List<float[]> values) {
    List<NamedParameter> parameters = new ArrayList<>();
    for (float[] array : values) {
      Parameter parameter =
          Parameter.builder()
              .setName("p")
              .setType(Parameter.Type.OTHER)
              .optShape(new Shape(array.length))
              .build();
      parameter.setInitializer((m, shape, type) -> m.create(array));
      parameter.initialize(manager, DataType.FLOAT32);
      parameters.add(new NamedParameter("p" + parameters.size(), parameter, true));
    }
    return new FlatParameters(manager, parameters);
  }

  private void setGradients(FlatParameters parameters, List<float[]> gradients, float factor) {
    for (int i = 0; i < gradients.size(); i++) {
      parameters.set(parameters.gradients(), "p" + i, manager.create(gradients.get(i)).mul(factor));
    }
  }

  private static JsonObject golden() throws IOException {
    try (InputStream file = AdamTest.class.getResourceAsStream("/golden/fairseq/optimizers.json")) {
      return JsonParser.parseString(new String(file.readAllBytes(), UTF_8)).getAsJsonObject();
    }
  }

  private static List<float[]> tensors(JsonArray array) {
    List<float[]> result = new ArrayList<>();
    for (JsonElement tensor : array) {
      List<Float> values = new ArrayList<>();
      flatten(tensor, values);
      float[] flat = new float[values.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = values.get(i);
      }
      result.add(flat);
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
