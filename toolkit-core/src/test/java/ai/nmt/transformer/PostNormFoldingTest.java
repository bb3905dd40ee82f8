package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.io.InputException;
import ai.nmt.nn.Activation;
import ai.nmt.random.SplitMix64;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Pass;
import ai.nmt.tensor.TorchEngine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PostNormFoldingTest {
  private static final long[][] SOURCE = {{1, 5, 6, 2}, {7, 8, 9, 2}};
  private static final long[][] TARGET = {{2, 5, 6, 7, 8}, {2, 9, 10, 1, 1}};

  @BeforeAll
  static void startEngine() {
    TorchEngine.start(1);
  }

  private static TransformerConfig tiny(InitType initType) {
    StackConfig stack = StackConfig.defaults().withSizes(16, 32, 2).withLayers(3);
    return TransformerConfig.defaults()
        .withStacks(stack, stack.withLayers(2))
        .withInitType(initType);
  }

  static Stream<TransformerConfig> models() {
    TransformerConfig torch = tiny(InitType.ADMIN_TORCH);
    TransformerConfig wide = tiny(InitType.DEEPNET);
    return Stream.of(
        tiny(InitType.ADMIN),
        tiny(InitType.ADMIN).withSharing(EmbeddingSharing.ALL),
        tiny(InitType.ADAPTIVE).withSharing(EmbeddingSharing.DECODER),
        tiny(InitType.ADMIN)
            .withStacks(
                tiny(InitType.ADMIN).encoder().withPositions(true, 32),
                tiny(InitType.ADMIN).decoder().withPositions(false, 32)),
        torch.withSharing(EmbeddingSharing.ALL),
        torch
            .withSharing(EmbeddingSharing.ALL)
            .withProfileFree(new ProfileFreeConfig(OutputChange.CONSTANT, true, false)),
        tiny(InitType.DEEPNET).withSharing(EmbeddingSharing.ALL).withActivation(Activation.GELU),
        wide.withStacks(wide.encoder().withSizes(24, 32, 2), wide.decoder()));
  }

  /** A model whose parameters have moved, every element of ω by its own amount. */
  private static Transformer model(NDManager manager, TransformerConfig config) {
    Transformer model = new Transformer(config, 11, 11);
    model.initialize(manager, 2);
    SplitMix64 random = new SplitMix64(4);
    for (NamedParameter parameter : model.parameters()) {
      float[] values = parameter.array().toFloatArray();
      for (int i = 0; i < values.length; i++) {
        values[i] += (float) (0.2 * random.nextGaussian());
      }
      parameter.assign(manager.create(values, parameter.shape()));
    }
    return model;
  }

  private static NDArray logProbabilities(NDManager manager, Transformer model) {
    return model
        .forward(Pass.inference(manager), manager.create(SOURCE), manager.create(TARGET))
        .logSoftmax(-1);
  }

  @ParameterizedTest
  @MethodSource("models")
  void outputsStay(TransformerConfig config) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = model(manager, config);
      Transformer plain = PostNormFolding.fold(manager, model);
      assertThat(plain.config().initType()).isEqualTo(InitType.DEFAULT);
      assertThat(
              logProbabilities(manager, model)
                  .sub(logProbabilities(manager, plain))
                  .abs()
                  .max()
                  .getFloat())
          .isLessThanOrEqualTo(1e-4f);
    }
  }

  @Test
  void embeddingsAreScaledOnlyWhereTheFirstFactorIsNotOneNumber() {
    try (NDManager manager = NDManager.newBaseManager()) {
      TransformerConfig shared = tiny(InitType.DEEPNET).withSharing(EmbeddingSharing.ALL);
      TransformerConfig plain = PostNormFolding.fold(manager, model(manager, shared)).config();
      assertThat(plain.sharing()).isEqualTo(EmbeddingSharing.ALL);
      assertThat(plain.encoder().learnedPositions()).isFalse();
      TransformerConfig trained =
          tiny(InitType.ADMIN_TORCH)
              .withSharing(EmbeddingSharing.ALL)
              .withProfileFree(new ProfileFreeConfig(OutputChange.CONSTANT, true, false));
      plain = PostNormFolding.fold(manager, model(manager, trained)).config();
      assertThat(plain.sharing()).isEqualTo(EmbeddingSharing.DECODER);
      assertThat(plain.encoder().learnedPositions()).isTrue();
      assertThat(plain.decoder().learnedPositions()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = InitType.class,
      names = {"DEFAULT", "REZERO", "REZERO_POSTLN", "LOOKLINEAR"})
  void schemesWithoutAFactorAreRefused(InitType initType) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = model(manager, tiny(initType));
      assertThatThrownBy(() -> PostNormFolding.fold(manager, model))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("--init-type " + initType.flag() + " cannot be folded");
    }
  }

  @Test
  void aFactorOfZeroIsNamed() {
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = model(manager, tiny(InitType.ADMIN));
      List<NamedParameter> factors =
          model.parameters().stream().filter(p -> p.name().endsWith("fc_ratio_change")).toList();
      factors.get(1).assign(manager.zeros(factors.get(1).shape()));
      assertThatThrownBy(() -> PostNormFolding.fold(manager, model))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("encoder.layers.1.final_layer_norm is 0.0 in element 0");
    }
  }
}
