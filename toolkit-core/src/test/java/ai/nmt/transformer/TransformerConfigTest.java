package ai.nmt.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.nmt.io.InputException;
import ai.nmt.nn.Activation;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerConfigTest {
  /** Numbers of parameters of fairseq's architectures with a joined vocabulary of 32,768. */
  @ParameterizedTest
  @CsvSource({
    "transformer, 60915712",
    "transformer_wmt_en_de, 60915712",
    "transformer_iwslt_de_en, 48320512",
    "transformer_vaswani_wmt_en_de_big, 209911808",
    "transformer_vaswani_wmt_en_fr_big, 209911808",
    "transformer_wmt_en_de_big, 209911808",
    "transformer_wmt_en_de_big_t2t, 209915904"
  })
  void presetsHaveFairseqsSizes(String name, long parameters) {
    TransformerConfig config = Architectures.preset(name).withSharing(EmbeddingSharing.ALL);
    Transformer model = new Transformer(config, 32768, 32768);
    assertThat(model.parameters().stream().mapToLong(p -> p.shape().size()).sum())
        .isEqualTo(parameters);
  }

  @Test
  void presetsDropOutAsFairseqs() {
    assertThat(Architectures.preset("transformer_vaswani_wmt_en_fr_big").dropouts())
        .isEqualTo(new Dropouts(0.1, 0, 0));
    assertThat(Architectures.preset("transformer_wmt_en_de_big").dropouts())
        .isEqualTo(new Dropouts(0.3, 0.1, 0));
    assertThat(Architectures.preset("transformer_wmt_en_de_big_t2t").dropouts())
        .isEqualTo(new Dropouts(0.3, 0.1, 0.1));
    assertThat(Architectures.preset("transformer_wmt_en_de_big_t2t").decoder().normalizeBefore())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"transformer", "transformer_wmt_en_de_big_t2t"})
  void jsonKeepsEverything(String name) {
    TransformerConfig config =
        Architectures.preset(name)
            .withSharing(EmbeddingSharing.DECODER)
            .withActivation(Activation.GELU);
    Gson gson = new Gson();
    assertThat(gson.fromJson(gson.toJson(config), TransformerConfig.class)).isEqualTo(config);
  }

  @Test
  void jsonOfEarlierModelsHasNoSettingsOfProfileFreeAdmin() {
    Gson gson = new Gson();
    JsonObject json = gson.toJsonTree(TransformerConfig.defaults()).getAsJsonObject();
    json.remove("profileFree");
    assertThat(gson.fromJson(json, TransformerConfig.class))
        .isEqualTo(TransformerConfig.defaults());
  }

  @ParameterizedTest
  @EnumSource(LinearInitialization.class)
  void howAModelBeginsSurvivesJson(LinearInitialization initialization) {
    Gson gson = new Gson();
    TransformerConfig config = TransformerConfig.defaults().withInitialization(initialization);
    JsonObject json = gson.toJsonTree(config).getAsJsonObject();
    assertThat(gson.fromJson(json, TransformerConfig.class)).isEqualTo(config);
    assertThat(json.remove("initialization").getAsString()).isEqualTo(initialization.name());
    assertThat(gson.fromJson(json, TransformerConfig.class).initialization())
        .as("of models that were made before there was a choice")
        .isEqualTo(LinearInitialization.FAIRSEQ_0_8);
  }

  /** The Admin paper's schemes were compared under fairseq 0.8's initialisation. */
  @ParameterizedTest
  @EnumSource(InitType.class)
  void everyInitTypeBringsItsInitialization(InitType type) {
    TransformerConfig config =
        TransformerConfig.defaults()
            .withInitialization(LinearInitialization.FAIRSEQ_0_12)
            .withInitType(type);
    assertThat(config.initialization())
        .isEqualTo(type.defaultInitialization())
        .isEqualTo(LinearInitialization.FAIRSEQ_0_8);
    assertThat(
            new TransformerConfig(
                config.encoder(),
                config.decoder(),
                config.dropouts(),
                config.sharing(),
                config.activation(),
                type))
        .isEqualTo(config);
  }

  @Test
  void settingsOfProfileFreeAdminBelongToItAlone() {
    ProfileFreeConfig settings = new ProfileFreeConfig(OutputChange.CONSTANT, true, false);
    assertThat(
            TransformerConfig.defaults()
                .withInitType(InitType.ADMIN_TORCH)
                .withProfileFree(settings)
                .profileFree())
        .isEqualTo(settings);
    assertThatThrownBy(() -> TransformerConfig.defaults().withProfileFree(settings))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--init-type is default");
  }

  @Test
  void unknownPresetsAreAnsweredWithTheChoices() {
    assertThatThrownBy(() -> Architectures.preset("lstm"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--arch lstm is unknown")
        .hasMessageContaining("transformer_iwslt_de_en");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    StackConfig stack = StackConfig.defaults();
    assertThatThrownBy(
            () ->
                new TransformerConfig(
                    stack.withSizes(500, 2048, 8).withNormalizeBefore(true),
                    stack.withLayers(0),
                    new Dropouts(1, 0, 0),
                    EmbeddingSharing.ALL,
                    Activation.RELU,
                    InitType.ADMIN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--encoder-embed-dim 500 is not a multiple of")
        .hasMessageContaining("--decoder-layers is 0, expected at least 1")
        .hasMessageContaining("--dropout is 1.0")
        .hasMessageContaining("--encoder-embed-dim is 500 and --decoder-embed-dim is 512")
        .hasMessageContaining("--init-type admin normalises after each sub-layer");
  }

  @Test
  void initializationsAreFoundByTheirFlag() {
    assertThat(LinearInitialization.of("fairseq-0.8")).isEqualTo(LinearInitialization.FAIRSEQ_0_8);
    assertThat(LinearInitialization.of("fairseq-0.12"))
        .isEqualTo(LinearInitialization.FAIRSEQ_0_12);
    assertThatThrownBy(() -> LinearInitialization.of("fairseq-0.10"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "--initialization fairseq-0.10 is unknown; choose one of fairseq-0.8, fairseq-0.12");
  }

  @Test
  void initTypesAreFoundByTheirFlag() {
    assertThat(InitType.of("adaptive-profiling")).isEqualTo(InitType.ADAPTIVE_PROFILING);
    assertThatThrownBy(() -> InitType.of("Admin"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("default, adaptive-profiling, adaptive, admin");
  }
}
