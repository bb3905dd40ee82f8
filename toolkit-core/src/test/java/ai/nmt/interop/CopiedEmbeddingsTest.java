package ai.nmt.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.nmt.GoldenData;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.golden.GoldenModels;
import ai.nmt.io.InputException;
import ai.nmt.residual.InitType;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.torchfile.StorageType;
import ai.nmt.train.Progress;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.ModelDescription.Vocabulary;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Shared embeddings that a file holds several times: what averaging scripts and trainings on GPUs
 * write. The optimiser counts them once.
 */
class CopiedEmbeddingsTest {
  private static final Path OF_0_12 =
      FairseqCheckpointTest.resource("/fairseq/v0.12/checkpoint_2_26.pt");

  @TempDir Path folder;

  private static Map<String, String> content(Path path) {
    try (Checkpoint checkpoint = CheckpointFiles.open(path)) {
      return content(checkpoint);
    }
  }

  /** Types, shapes and bytes of all tensors by name. */
  private static Map<String, String> content(Checkpoint checkpoint) {
    Map<String, String> content = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      for (String name : checkpoint.tensorNames()) {
        NDArray values = checkpoint.tensors().load(manager, name);
        content.put(
            name,
            values.getDataType()
                + " "
                + values.getShape()
                + java.util.Arrays.toString(values.toByteArray()));
      }
    }
    return content;
  }

  private Path write(FairseqFile file) {
    return file.write(folder.resolve("changed.pt"));
  }

  static Stream<Arguments> variants() {
    Stream<Map.Entry<String, Consumer<FairseqFile>>> all =
        Stream.of(
            Map.entry("as it was", file -> {}),
            Map.entry("copies", FairseqFile::separate),
            Map.entry("one row", file -> file.flat(1, 0, 0)),
            Map.entry("steps counted once, as apex does", FairseqFile::withCommonStep),
            Map.entry("one row, copies", file -> file.flat(1, 0, 0).separate()),
            Map.entry("a padded row, copies", file -> file.flat(1, 7, 0).separate()),
            Map.entry("rows of two devices", file -> file.flat(2, 3, 0).separate()));
    return all.map(variant -> Arguments.of(variant.getKey(), variant.getValue()));
  }

  /** fairseq 0.12's file: three names of one matrix, and copies of each encoder layer's weights. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void equalNumbersAreOneMatrix(String name, Consumer<FairseqFile> change) {
    FairseqFile file = FairseqFile.read(OF_0_12);
    change.accept(file);
    Path changed = write(file);
    assertThat(content(changed)).isEqualTo(content(OF_0_12));
    try (Checkpoint one = CheckpointFiles.open(changed);
        Checkpoint other = CheckpointFiles.open(OF_0_12)) {
      assertThat(ModelDescription.read(one)).isEqualTo(ModelDescription.read(other));
      assertThat(one.section("progress", Progress.class))
          .isEqualTo(other.section("progress", Progress.class));
    }
  }

  /** A checkpoint of the toolkit with an optimiser's state that is different everywhere. */
  private Path own(InitType scheme, boolean before, EmbeddingSharing sharing) {
    StackConfig stack = new StackConfig(2, 8, 16, 2, before, false, 64);
    TransformerConfig config =
        TransformerConfig.defaults()
            .withStacks(stack, stack)
            .withSharing(sharing)
            .withInitType(scheme);
    Vocabulary vocabulary = Vocabulary.unknown(20);
    Path file = folder.resolve("own.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = new Transformer(config, 20, 20);
      model.initialize(manager, 1);
      CheckpointContent content =
          new CheckpointContent()
              .section("model", new ModelDescription(config, "en", "de", vocabulary, vocabulary))
              .section("training", TrainingConfig.defaults())
              .section("progress", Progress.start())
              .tensor("optimizer.step", manager.create(new float[] {3}));
      float next = 0;
      for (NamedParameter parameter : model.parameters()) {
        content.tensor(parameter.name(), parameter.array());
        if (parameter.trainable()) {
          for (String kind : List.of("exp_avg", "exp_avg_sq")) {
            float count = parameter.shape().size();
            content.tensor(
                "optimizer." + kind + "." + parameter.name(),
                manager.arange(next, next + count, 1f).reshape(parameter.shape()));
            next += count;
          }
        }
      }
      content.write(file);
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, false, ALL",
    "ADMIN, false, DECODER",
    "ADMIN_TORCH, false, ALL",
    "REZERO, false, ALL",
    "DEFAULT, true, ALL",
    "DEFAULT, true, DECODER",
    "DEFAULT, false, ALL",
    "DEFAULT, false, SEPARATE"
  })
  void everyKindOfModelHasThem(InitType scheme, boolean before, EmbeddingSharing sharing) {
    Path own = own(scheme, before, sharing);
    Path shared = folder.resolve("shared.pt");
    FormatConversion.convert(own, shared);
    Map<String, String> expected = content(own);
    assertThat(content(shared)).containsExactlyInAnyOrderEntriesOf(expected);
    FairseqFile copies = FairseqFile.read(shared).separate();
    if (sharing != EmbeddingSharing.SEPARATE) {
      copies.addCopy("decoder.output_projection.weight", "decoder.embed_tokens.weight");
    }
    assertThat(content(write(copies))).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void aDecoderThatSharesHasItsOutputTwice() {
    Path shared = folder.resolve("shared.pt");
    FormatConversion.convert(own(InitType.ADMIN, false, EmbeddingSharing.DECODER), shared);
    Path flat =
        write(
            FairseqFile.read(shared)
                .flat(1, 0, 0)
                .separate()
                .addCopy("decoder.embed_out", "decoder.embed_tokens.weight"));
    assertThat(content(flat)).isEqualTo(content(shared));
  }

  /** fairseq loads one after the other, and the last one stays; the author knows of none of it. */
  @ParameterizedTest
  @ValueSource(strings = {"decoder.embed_tokens.weight", "decoder.output_projection.weight"})
  void differentNumbersAreRefused(String name) {
    Path changed = write(FairseqFile.read(OF_0_12).separate().change(name, 3839, 0.5f));
    for (OptimizerState state : OptimizerState.values()) {
      assertThatThrownBy(() -> CheckpointFiles.open(changed, state).close())
          .isInstanceOf(InputException.class)
          .hasMessage(
              changed
                  + " cannot be used as a fairseq checkpoint: its settings say that"
                  + " encoder.embed_tokens.weight and "
                  + name
                  + " are one matrix (--share-all-embeddings), but their numbers differ; which of"
                  + " them is meant only its author knows: write it anew with equal ones, or with"
                  + " settings that do not share them");
    }
  }

  @Test
  void settingsThatDoNotShareTakeThemAsTheyAre() {
    FairseqFile file = FairseqFile.read(OF_0_12).separate();
    file.change("decoder.embed_tokens.weight", 11, 0.5f);
    file.settings().put("share_all_embeddings", false);
    file.settings().put("share_decoder_input_output_embed", false);
    Path changed = write(file);
    try (Checkpoint checkpoint = CheckpointFiles.openModel(changed);
        NDManager manager = NDManager.newBaseManager()) {
      assertThat(ModelDescription.read(checkpoint).config().sharing())
          .isEqualTo(EmbeddingSharing.SEPARATE);
      assertThat(
              checkpoint.tensors().load(manager, "decoder.embed_tokens.weight").toFloatArray()[11])
          .isEqualTo(0.5f);
    }
    assertThatThrownBy(() -> CheckpointFiles.open(changed).close())
        .hasMessageContaining("its optimiser has the state of")
        .hasMessageEndingWith("; give --reset-optimizer to start with a fresh state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HALF", "BFLOAT16"})
  void halfPrecisionIsKept(StorageType type) {
    Path changed = write(FairseqFile.read(OF_0_12).flat(1, 0, 0).halved(type).separate());
    try (Checkpoint half = CheckpointFiles.open(changed);
        Checkpoint single = CheckpointFiles.open(OF_0_12);
        NDManager manager = NDManager.newBaseManager()) {
      String name = "decoder.layers.0.encoder_attn.in_proj_weight";
      float[] expected = single.tensors().load(manager, name).toFloatArray();
      NDArray target = manager.zeros(new Shape(24, 8));
      half.copyTo(name, target);
      assertThat(target.toFloatArray())
          .usingComparatorWithPrecision(0.01f)
          .containsExactly(expected);
      String average = "optimizer.exp_avg." + name;
      assertThat(half.tensors().load(manager, average).toFloatArray())
          .isEqualTo(single.tensors().load(manager, average).toFloatArray());
    }
  }

  /** What became of an optimiser's state, and what is said where it is wanted. */
  static Stream<Arguments> unusable() {
    Stream<Map.Entry<String, Consumer<FairseqFile>>> all =
        Stream.of(
            Map.entry(
                "the state of its optimiser, adafactor, cannot be taken over (that of adam and"
                    + " radam can)",
                file -> file.settings().put("optimizer", "adafactor")),
            Map.entry(
                "its optimiser's state of 5,920 numbers does not fit its model of 5,912",
                file -> file.flat(1, 8, 0.5f).separate()),
            Map.entry(
                "its optimiser has 0 groups of parameters, expected one",
                file -> file.at("last_optimizer_state").remove("param_groups")),
            Map.entry(
                "its optimiser's state has no exp_avg_sq of parameter 0",
                file -> file.at("last_optimizer_state", "state", 0L).remove("exp_avg_sq")),
            Map.entry(
                "its optimiser's state is no dictionary",
                file -> file.at().put("last_optimizer_state", List.of(1L))),
            Map.entry(
                "its optimiser has made 7 to 26 steps, depending on the parameter",
                file -> file.at("last_optimizer_state", "state", 0L).put("step", 7L)),
            Map.entry(
                "its optimiser's state is scaled (--fp16-adam-stats), which the toolkit does not"
                    + " have",
                file -> file.at("last_optimizer_state", "state", 0L).put("exp_avg_scale", 2.0)));
    return all.map(variant -> Arguments.of(variant.getKey(), variant.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void aStateThatIsNotWantedIsNotLookedAt(String message, Consumer<FairseqFile> change) {
    FairseqFile file = FairseqFile.read(OF_0_12);
    change.accept(file);
    Path changed = write(file);
    try (Checkpoint model = CheckpointFiles.openModel(changed)) {
      Map<String, String> expected = content(OF_0_12);
      expected.keySet().removeIf(Checkpoint::isTrainingState);
      assertThat(content(model)).isEqualTo(expected);
    }
    assertThatThrownBy(() -> CheckpointFiles.open(changed).close())
        .isInstanceOf(InputException.class)
        .hasMessage(
            changed
                + " cannot be used as a fairseq checkpoint: "
                + message
                + "; give --reset-optimizer to start with a fresh state");
    Path converted = folder.resolve("model.safetensors");
    FormatConversion.convert(changed, converted);
    try (Checkpoint model = Checkpoint.open(converted)) {
      assertThat(model.tensorNames()).noneMatch(Checkpoint::isTrainingState);
    }
  }

  @Test
  void aMissingStateIsNoProblemOfAModel() {
    FairseqFile file = FairseqFile.read(OF_0_12).separate();
    file.at().remove("last_optimizer_state");
    try (Checkpoint checkpoint = CheckpointFiles.open(write(file))) {
      assertThat(checkpoint.tensorNames())
          .isNotEmpty()
          .noneMatch(name -> name.startsWith("optimizer."));
    }
  }

  @Test
  void anOptimiserThatHasNotBegunHasZeros() {
    FairseqFile file = FairseqFile.read(OF_0_12).flat(1, 0, 0).separate();
    file.at("last_optimizer_state", "state").clear();
    try (Checkpoint checkpoint = CheckpointFiles.open(write(file));
        NDManager manager = NDManager.newBaseManager()) {
      String name = "optimizer.exp_avg.encoder.embed_tokens.weight";
      assertThat(checkpoint.tensors().load(manager, name).toFloatArray())
          .hasSize(3840)
          .containsOnly(0f);
    }
  }

  /** The script's average of one checkpoint, and a file of a GPU, of the golden Post-LN model. */
  @ParameterizedTest
  @ValueSource(strings = {"averaged.pt", "copies.pt"})
  void whatUsersBringIsTheModelItWasMadeOf(String file) {
    assertThat(content(GoldenData.cases(file)))
        .isEqualTo(content(GoldenModels.path("postln", "trained.pt")));
  }

  @ParameterizedTest
  @CsvSource({"postln, 1", "preln, 1", "admin, 1", "admin, 2"})
  void goldenModelsWithCopiesAndRowsAreThemselves(String model, int rows) {
    Path original = GoldenModels.path(model, "trained.pt");
    FairseqFile file = FairseqFile.read(original).flat(rows, rows, 0).separate();
    file.addCopy("decoder.output_projection.weight", "encoder.embed_tokens.weight");
    assertThat(content(write(file))).isEqualTo(content(original));
  }
}
