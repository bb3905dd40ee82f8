package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.nmt.io.InputException;
import ai.nmt.residual.InitType;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerTest {
  private static final long[][] SOURCE = {{1, 5, 6, 2}, {7, 8, 9, 2}};
  private static final long[][] TARGET = {{2, 5, 6, 7, 8}, {2, 9, 10, 1, 1}};

  @BeforeAll
  static void setUp() {
    NDManager.newBaseManager().close();
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  private static TransformerConfig tiny() {
    StackConfig stack = StackConfig.defaults().withSizes(8, 16, 2).withLayers(2);
    return TransformerConfig.defaults().withStacks(stack, stack);
  }

  @Test
  void shapesAreThoseOfTheDocumentation() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(tiny(), 11, 13);
      model.initialize(manager, 1);
      Pass pass = Pass.training(manager, 1);
      EncoderOutput encoded = model.encode(pass, manager.create(SOURCE));
      assertThat(encoded.states().getShape()).isEqualTo(new Shape(2, 4, 8));
      assertThat(encoded.paddingMask().getShape()).isEqualTo(new Shape(2, 1, 1, 4));
      Shape logits = model.decode(pass, encoded, manager.create(TARGET)).getShape();
      assertThat(logits).isEqualTo(new Shape(2, 5, 13));
      assertThat(model.getOutputShapes(new Shape[] {new Shape(2, 4), new Shape(2, 5)}))
          .containsExactly(logits);
    }
  }

  @Test
  void paddingDoesNotChangeASentence() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(tiny(), 11, 11);
      model.initialize(manager, 1);
      Pass pass = Pass.inference(manager);
      NDArray together =
          model.forward(pass, manager.create(SOURCE), manager.create(TARGET)).get("0");
      NDArray alone =
          model
              .forward(
                  pass,
                  manager.create(new long[][] {{5, 6, 2}}),
                  manager.create(new long[][] {TARGET[0]}))
              .get("0");
      assertThat(together.sub(alone).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  @Test
  void parametersStartAsInFairseq() {
    StackConfig stack = StackConfig.defaults().withSizes(64, 128, 4).withLayers(1);
    TransformerConfig config = TransformerConfig.defaults().withStacks(stack, stack);
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(config, 500, 400);
      model.initialize(manager, 1);
      Map<String, NDArray> arrays =
          model.parameters().stream()
              .collect(Collectors.toMap(NamedParameter::name, NamedParameter::array));
      NDArray embedding = arrays.get("encoder.embed_tokens.weight");
      assertThat(embedding.get("1").abs().max().getFloat()).isZero();
      assertThat(deviation(embedding)).isCloseTo(1 / 8.0, within(2e-3));
      assertThat(deviation(arrays.get("decoder.embed_out"))).isCloseTo(1 / 8.0, within(2e-3));
      NDArray fused = arrays.get("encoder.layers.0.self_attn.in_proj_weight");
      assertUniform(fused, Math.sqrt(6.0 / (64 + 3 * 64)));
      assertUniform(arrays.get("decoder.layers.0.fc1.weight"), Math.sqrt(6.0 / (64 + 128)));
      assertThat(arrays.get("encoder.layers.0.fc1.bias").abs().max().getFloat()).isZero();
      assertThat(arrays.get("encoder.layers.0.final_layer_norm.weight").toFloatArray())
          .containsOnly(1f);
    }
  }

  private static double deviation(NDArray array) {
    return Math.sqrt(array.square().mean().getFloat());
  }

  private static void assertUniform(NDArray array, double bound) {
    assertThat((double) array.abs().max().getFloat()).isLessThanOrEqualTo(bound + 1e-7);
    assertThat(deviation(array)).isCloseTo(bound / Math.sqrt(3), within(0.02 * bound));
  }

  @Test
  void equalSeedsGiveEqualModelsAndPasses() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Function<Long, float[]> output =
          seed -> {
            Transformer model = new Transformer(tiny(), 11, 11);
            model.initialize(manager, 7);
            return model
                .forward(
                    Pass.training(manager, seed), manager.create(SOURCE), manager.create(TARGET))
                .toFloatArray();
          };
      assertThat(output.apply(3L)).isEqualTo(output.apply(3L)).isNotEqualTo(output.apply(4L));
    }
  }

  /** The operations with masks must be those without, where the masks drop nothing. */
  @ParameterizedTest
  @CsvSource({"DEFAULT, false", "DEFAULT, true", "ADMIN, false"})
  void vanishingDropoutChangesNothing(InitType initType, boolean preNorm) {
    StackConfig stack = tiny().encoder().withNormalizeBefore(preNorm);
    TransformerConfig config =
        tiny()
            .withStacks(stack, stack)
            .withInitType(initType)
            .withDropouts(new Dropouts(1e-12, 1e-12, 1e-12));
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(config, 11, 11);
      model.initialize(manager, 1);
      model.residuals().stream()
          .filter(residual -> initType == InitType.ADMIN)
          .forEach(residual -> residual.setRatio(1.7));
      NDArray source = manager.create(SOURCE);
      NDArray target = manager.create(TARGET);
      NDArray masked = model.forward(Pass.training(manager, 1), source, target);
      NDArray plain = model.forward(Pass.inference(manager), source, target);
      assertThat(masked.sub(plain).abs().max().getFloat()).isLessThan(1e-5f);
    }
  }

  @ParameterizedTest
  @EnumSource(EmbeddingSharing.class)
  void sharedEmbeddingsAreListedOnce(EmbeddingSharing sharing) {
    Transformer model = new Transformer(tiny().withSharing(sharing), 11, 11);
    assertThat(model.parameters().stream().map(NamedParameter::name).filter(n -> n.contains("emb")))
        .containsExactlyElementsOf(
            switch (sharing) {
              case ALL -> List.of("encoder.embed_tokens.weight");
              case DECODER -> List.of("encoder.embed_tokens.weight", "decoder.embed_tokens.weight");
              case SEPARATE ->
                  List.of(
                      "encoder.embed_tokens.weight",
                      "decoder.embed_out",
                      "decoder.embed_tokens.weight");
            });
  }

  @Test
  void aStepLeavesNothingInTheWeightsManager() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(tiny().withInitType(InitType.ADMIN), 11, 11);
      model.initialize(manager, 1);
      model.parameters().forEach(p -> p.array().setRequiresGradient(true));
      manager.cap();
      for (int i = 0; i < 3; i++) {
        try (NDManager step = NDManager.newBaseManager()) {
          JniUtils.setGradMode(true);
          NDArray logits =
              model.forward(Pass.training(step, i), step.create(SOURCE), step.create(TARGET));
          NDArray gradient = step.ones(logits.getShape());
          JniUtils.backward((PtNDArray) logits, (PtNDArray) gradient, false, false);
          JniUtils.setGradMode(false);
          Pass pass = Pass.inference(step);
          EncoderOutput encoded = model.encode(pass, step.create(SOURCE));
          try (IncrementalDecoder decoder = model.incrementalDecoder(step, encoded)) {
            decoder.step(new long[] {2, 2});
            decoder.reorder(new int[] {0, 0, 1, 1});
            decoder.step(new long[] {5, 6, 5, 6});
            decoder.reorder(new int[] {3, 2});
            decoder.step(new long[] {5, 6});
          }
        } finally {
          JniUtils.setGradMode(false);
        }
      }
    }
  }

  @Test
  void sentencesBeyondThePositionsAreRefused() {
    StackConfig stack = tiny().encoder().withPositions(false, 3);
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(tiny().withStacks(stack, stack), 11, 11);
      model.initialize(manager, 1);
      assertThatThrownBy(() -> model.encode(Pass.inference(manager), manager.create(SOURCE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 tokens is longer than the model's --max-source-positions 3");
    }
  }

  @Test
  void sharingNeedsOneDictionary() {
    assertThatThrownBy(() -> new Transformer(tiny().withSharing(EmbeddingSharing.ALL), 11, 12))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--joined-dictionary");
  }
}
