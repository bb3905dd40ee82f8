package ai.nmt.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.nmt.batch.IteratorPosition;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.golden.GoldenArray;
import ai.nmt.golden.GoldenModels;
import ai.nmt.io.InputException;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.torchfile.TorchFile;
import ai.nmt.torchfile.TorchTensor;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.saving.ModelDescription;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checkpoints that fairseq wrote: those of the golden models (0.8), and one of 0.12.2 with torch
 * 2.4.1 after 26 updates, 24 of them in its first epoch.
 */
class FairseqCheckpointTest {
  private static final Path OF_0_12 = resource("/fairseq/v0.12/checkpoint_2_26.pt");

  static Path resource(String name) {
    try {
      return Path.of(FairseqCheckpointTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "deepnet",
        "looklinear",
        "postln",
        "postln_learnedpos_gelu",
        "postln_sepembed",
        "postln_updatefreq2",
        "preln",
        "preln_radam",
        "rezero",
        "rezero_postln"
      })
  void readsTheGoldenModels(String model) {
    Map<String, GoldenArray> expected = GoldenModels.load(model, "init.pt");
    assertThat(expected).hasSizeGreaterThan(50);
    try (Checkpoint checkpoint = CheckpointFiles.open(GoldenModels.path(model, "init.pt"));
        NDManager manager = NDManager.newBaseManager()) {
      ModelDescription description = ModelDescription.read(checkpoint);
      assertThat(description.config()).isEqualTo(GoldenModels.config(model));
      for (NamedParameter parameter : description.create().parameters()) {
        NDArray values = checkpoint.tensors().load(manager, parameter.name());
        assertThat(values.toFloatArray())
            .as(parameter.name())
            .isEqualTo(expected.get(parameter.name()).floats());
      }
      assertThat(checkpoint.section("progress", Progress.class).updates()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postln", "preln", "admin"})
  void readsWhatTrainingHasComeTo(String model) {
    Path path = GoldenModels.path(model, "trained.pt");
    try (Checkpoint checkpoint = CheckpointFiles.open(path);
        TorchFile file = TorchFile.open(path, FairseqClasses::isRecord);
        NDManager manager = NDManager.newBaseManager()) {
      Progress progress = checkpoint.section("progress", Progress.class);
      assertThat(progress.updates()).isEqualTo(270);
      assertThat(progress.position()).isEqualTo(IteratorPosition.start());
      assertThat(checkpoint.tensors().load(manager, "optimizer.step").toFloatArray())
          .containsExactly(270);
      Map<?, ?> root = (Map<?, ?>) file.root();
      Map<?, ?> state = (Map<?, ?>) ((Map<?, ?>) root.get("last_optimizer_state")).get("state");
      assertThat(floats(file, state, 0L, "exp_avg"))
          .isEqualTo(load(checkpoint, manager, "optimizer.exp_avg.encoder.embed_tokens.weight"));
      assertThat(floats(file, state, (long) state.size() - 1, "exp_avg_sq"))
          .isEqualTo(load(checkpoint, manager, "optimizer.exp_avg_sq." + lastParameter(model)));
    }
  }

  private static String lastParameter(String model) {
    return model.equals("preln")
        ? "decoder.layer_norm.bias"
        : "decoder.layers.1.final_layer_norm.bias";
  }

  private static float[] floats(TorchFile file, Map<?, ?> state, long index, String kind) {
    return file.floats((TorchTensor) ((Map<?, ?>) state.get(index)).get(kind));
  }

  private static float[] load(Checkpoint checkpoint, NDManager manager, String name) {
    return checkpoint.tensors().load(manager, name).toFloatArray();
  }

  @Test
  void readsASavedConfigurationOfHydra() {
    try (Checkpoint checkpoint = CheckpointFiles.open(OF_0_12)) {
      ModelDescription model = ModelDescription.read(checkpoint);
      assertThat(model.config().encoder().layers()).isOne();
      assertThat(model.config().decoder().dim()).isEqualTo(8);
      assertThat(model.source().size()).isEqualTo(480);
      assertThat(model.sourceLanguage()).isEmpty();
      TrainingConfig training = checkpoint.section("training", TrainingConfig.class);
      assertThat(training.seed()).isEqualTo(7);
      assertThat(training.loading().training().maxTokens()).isEqualTo(400);
      assertThat(training.optimization().criterion().kind())
          .isEqualTo(CriterionConfig.Kind.CROSS_ENTROPY);
      assertThat(training.optimization().schedule())
          .isEqualTo(new InverseSquareRoot(0.01, 1e-7, 8));
      Progress progress = checkpoint.section("progress", Progress.class);
      assertThat(progress.updates()).isEqualTo(26);
      assertThat(progress.position()).isEqualTo(new IteratorPosition(2, 2));
    }
  }

  @Test
  void putsSeparateProjectionsTogether() {
    try (Checkpoint checkpoint = CheckpointFiles.open(OF_0_12);
        TorchFile file = TorchFile.open(OF_0_12, FairseqClasses::isRecord);
        NDManager manager = NDManager.newBaseManager()) {
      Map<?, ?> model = (Map<?, ?>) ((Map<?, ?>) file.root()).get("model");
      float[] joint = load(checkpoint, manager, "decoder.layers.0.encoder_attn.in_proj_weight");
      assertThat(joint).hasSize(3 * 64);
      for (int i = 0; i < 3; i++) {
        String name = "decoder.layers.0.encoder_attn." + List.of("q", "k", "v").get(i);
        assertThat(Arrays.copyOfRange(joint, 64 * i, 64 * (i + 1)))
            .isEqualTo(file.floats((TorchTensor) model.get(name + "_proj.weight")));
      }
      assertThat(checkpoint.tensorNames())
          .contains("optimizer.exp_avg.encoder.layers.0.self_attn.in_proj_bias")
          .noneMatch(name -> name.endsWith("fc1_weight"));
    }
  }

  @Test
  void readsOmegaConf() {
    Path path = resource("/ai/nmt/torchfile/omegaconf.pt");
    try (TorchFile file = TorchFile.open(path, FairseqClasses::isRecord)) {
      Object plain = FairseqValues.plain(file.root());
      assertThat(plain)
          .isEqualTo(
              Map.of(
                  "cfg",
                  Map.of(
                      "common", Map.of("seed", 7L),
                      "model", Map.of("_name", "transformer", "encoder_layers", 3L, "dropout", 0.1),
                      "optimization", Map.of("lr", List.of(0.25, 0.5)))));
      FairseqArguments arguments = FairseqArguments.of((Map<?, ?>) plain);
      assertThat(arguments.text("arch")).isEqualTo("transformer");
      assertThat(arguments.integer("encoder_layers")).isEqualTo(3);
      assertThat(arguments.numbers("lr")).containsExactly(0.25, 0.5);
    }
  }

  /** A configuration with types, as fairseq 0.10 pickled it, some settings referring to others. */
  @Test
  void readsAStructuredConfiguration() {
    Path path = resource("/ai/nmt/torchfile/omegaconf-structured.pt");
    try (TorchFile file = TorchFile.open(path, FairseqClasses::isRecord)) {
      FairseqArguments arguments = FairseqArguments.of((Map<?, ?>) file.root());
      assertThat(arguments.text("arch")).isEqualTo("transformer");
      assertThat(arguments.integer("encoder_layers")).isEqualTo(3);
      assertThat(arguments.numbers("lr")).containsExactly(0.25, 0.5);
      assertThat(arguments.text("lr_scheduler")).isEqualTo("polynomial_decay");
      assertThat(arguments.integer("total_num_update")).isEqualTo(900);
      assertThat(arguments.text("ddp_backend")).isEqualTo("c10d");
      assertThat(arguments.flag("fp16")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "checkpoint | model_parallel_size | 2 | it holds one of the 2 parts of a model that was"
            + " trained with --model-parallel-size 2, which the toolkit does not put together",
        "distributed_training | use_sharded_state | true | it holds one GPU's shard of a model that"
            + " was trained with --use-sharded-state: put the shards together first with fairseq's"
            + " script consolidate_fsdp_shards.py"
      })
  void aPartOfAModelIsNone(
      String section, String setting, String value, String message, @TempDir Path folder) {
    FairseqFile file = FairseqFile.read(OF_0_12);
    Object given = value.equals("true") ? (Object) true : Long.valueOf(value);
    file.at("cfg", section).put(setting, given);
    Path part = file.write(folder.resolve("checkpoint_last-shard0.pt"));
    assertThatThrownBy(() -> CheckpointFiles.openModel(part).close())
        .isInstanceOf(InputException.class)
        .hasMessage(part + " cannot be used as a fairseq checkpoint: " + message);
  }

  @Test
  void namesAreUpgradedAsFairseqDoes() {
    assertThat(FairseqParameters.upgraded("encoder.layers.3.layer_norms.0.weight"))
        .isEqualTo("encoder.layers.3.self_attn_layer_norm.weight");
    assertThat(FairseqParameters.upgraded("encoder.layers.3.layer_norms.1.bias"))
        .isEqualTo("encoder.layers.3.final_layer_norm.bias");
    assertThat(FairseqParameters.upgraded("decoder.layers.0.layer_norms.1.weight"))
        .isEqualTo("decoder.layers.0.encoder_attn_layer_norm.weight");
    assertThat(FairseqParameters.upgraded("decoder.layers.0.layer_norms.2.weight"))
        .isEqualTo("decoder.layers.0.final_layer_norm.weight");
    assertThat(FairseqParameters.upgraded("decoder.output_projection.weight"))
        .isEqualTo("decoder.embed_out");
    assertThat(FairseqParameters.isBuffer("decoder.embed_positions._float_tensor")).isTrue();
    assertThat(FairseqParameters.isBuffer("decoder.embed_positions.weight")).isFalse();
  }

  @Test
  void whatIsNoCheckpointIsRefused() {
    Path path = resource("/ai/nmt/torchfile/numbers.zip.pt");
    assertThatThrownBy(() -> CheckpointFiles.open(path).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("no 'model'");
  }
}
