package ai.nmt.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointAverage;
import ai.nmt.checkpoint.CheckpointContent;
import ai.nmt.golden.GoldenModels;
import ai.nmt.nn.LinearInitialization;
import ai.nmt.optim.Adadelta;
import ai.nmt.optim.Adafactor;
import ai.nmt.optim.Adagrad;
import ai.nmt.optim.AdamConfig;
import ai.nmt.optim.Adamax;
import ai.nmt.optim.Nag;
import ai.nmt.optim.NovoGrad;
import ai.nmt.optim.OptimizerConfig;
import ai.nmt.optim.RAdam;
import ai.nmt.optim.Sgd;
import ai.nmt.residual.InitType;
import ai.nmt.residual.OutputChange;
import ai.nmt.residual.ProfileFreeConfig;
import ai.nmt.schedule.Cosine;
import ai.nmt.schedule.FixedSchedule;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.schedule.LinearDecay;
import ai.nmt.schedule.PolynomialDecay;
import ai.nmt.schedule.ReduceOnPlateau;
import ai.nmt.schedule.ScheduleSettings;
import ai.nmt.schedule.TriStage;
import ai.nmt.schedule.Triangular;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.tensor.Precision;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.ModelDescription.Vocabulary;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.Transformer;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of trainings and models in fairseq's words and in the toolkit's. */
class FairseqSettingsTest {
  private static final Path OF_0_12 =
      FairseqCheckpointTest.resource("/fairseq/v0.12/checkpoint_2_26.pt");

  @TempDir Path folder;

  static Stream<OptimizerConfig> optimizers() {
    return Stream.of(
        new AdamConfig(0.8, 0.97, 1e-7, 0.01),
        new RAdam.Settings(0.8, 0.97, 1e-7, 0.01),
        new Sgd.Settings(0.5, 0.01),
        new Nag.Settings(0.5, 0.01),
        new Adagrad.Settings(0.01),
        new Adadelta.Settings(0.8, 1e-5, 0.01),
        new Adamax.Settings(0.8, 0.97, 1e-7, 0.01, false),
        new Adafactor.Settings(1e-20, 1e-2, 0.9, -0.7, 0, 0.01, true, true, false),
        new Adafactor.Settings(1e-20, 1e-2, 0.9, -0.7, 0.5, 0.01, false, false, false),
        new NovoGrad.Settings(0.8, 0.97, 1e-7, 0.01));
  }

  static Stream<ScheduleSettings> schedules() {
    return Stream.of(
        new FixedSchedule.Settings(List.of(0.3, 0.2), 5, 0.5, 7),
        FixedSchedule.Settings.defaults(List.of(0.3)),
        new InverseSquareRoot(0.3, 1e-7, 9),
        new LinearDecay(0.3, 1e-7, 9, 1e-5, 100),
        new PolynomialDecay.Settings(List.of(0.3, 0.2), 9, 1e-5, 2, 100),
        new Cosine(0.1, 0.3, 0.01, 9, 50, 2, 0.5),
        new Triangular(0.1, 0.3, 50, 0.5, true),
        new TriStage(0.3, 10, 20, 30, 0.1, 0.05),
        new ReduceOnPlateau.Settings(0.3, 0.5, 1e-3, 2, 9, 1e-7));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void optimizersSurviveThereAndBack(OptimizerConfig config) {
    FairseqArguments arguments = new FairseqArguments(OptimizerArguments.of(config));
    assertThat(OptimizerArguments.config(arguments)).isEqualTo(config);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void schedulesSurviveThereAndBack(ScheduleSettings settings) {
    FairseqArguments arguments = new FairseqArguments(ScheduleArguments.of(settings));
    assertThat(ScheduleArguments.config(arguments)).isEqualTo(settings);
  }

  /** Settings that fairseq 0.8 wrote. */
  @Test
  void readsTheSettingsOfRectifiedAdam() {
    Path path = GoldenModels.path("preln_radam", "init.pt");
    try (Checkpoint checkpoint = CheckpointFiles.open(path)) {
      OptimizationConfig read = checkpoint.section("training", TrainingConfig.class).optimization();
      assertThat(read.optimizer()).isEqualTo(new RAdam.Settings(0.9, 0.98, 1e-8, 0.01));
      assertThat(read.schedule()).isEqualTo(new LinearDecay(0.002, 1e-7, 4, 1e-9, 40));
      assertThat(read.clipNorm()).isEqualTo(0.5);
      assertThat(read.precision().format()).isEqualTo(Precision.FLOAT32);
    }
  }

  @Test
  void whatTheToolkitLacksIsSaid() {
    FairseqTraining training =
        new FairseqTraining(
            new FairseqArguments(
                Map.of(
                    "optimizer",
                    "lamb",
                    "lr_scheduler",
                    "inverse_sqrt",
                    "lr",
                    List.of(0.1),
                    "warmup_updates",
                    0L,
                    "criterion",
                    "adaptive_loss",
                    "fp16",
                    true)));
    OptimizationConfig read = training.config().optimization();
    assertThat(training.unknown())
        .hasSize(3)
        .anyMatch(message -> message.contains("--optimizer lamb"))
        .anyMatch(message -> message.contains("--warmup-updates must be at least 1"))
        .anyMatch(message -> message.contains("--criterion adaptive_loss"));
    assertThat(read.optimizer()).isEqualTo(AdamConfig.defaults());
    assertThat(read.precision().format()).isEqualTo(Precision.FLOAT16);
  }

  @Test
  void aPlateauIsRemembered() {
    FairseqTraining training =
        new FairseqTraining(new FairseqArguments(Map.of("lr_scheduler", "reduce_lr_on_plateau")));
    Map<String, Object> state =
        Map.of(
            "optimizer_history",
            List.of(Map.of("num_updates", 70L, "lr_scheduler_state", Map.of("best", 3.5))),
            "last_optimizer_state",
            Map.of("param_groups", List.of(Map.of("lr", 0.125))));
    assertThat(training.progress(state).schedule())
        .isEqualTo(ReduceOnPlateau.memory(0.125, 3.5, 0));
    assertThat(training.progress(state).updates()).isEqualTo(70);
  }

  @Test
  void profileFreeAdminKeepsItsSettings() {
    StackConfig stack = new StackConfig(2, 8, 16, 2, false, false, 64);
    TransformerConfig config =
        TransformerConfig.defaults()
            .withStacks(stack, stack)
            .withInitType(InitType.ADMIN_TORCH)
            .withProfileFree(new ProfileFreeConfig(OutputChange.CONSTANT, true, false));
    Vocabulary vocabulary = Vocabulary.unknown(20);
    ModelDescription description = new ModelDescription(config, "en", "de", vocabulary, vocabulary);
    Path own = folder.resolve("own.safetensors");
    Map<String, float[]> expected = new LinkedHashMap<>();
    try (NDManager manager = NDManager.newBaseManager()) {
      Transformer model = description.create();
      model.initialize(manager, 1);
      CheckpointContent content = new CheckpointContent().section("model", description);
      for (NamedParameter parameter : model.parameters()) {
        content.tensor(parameter.name(), parameter.array());
        expected.put(parameter.name(), parameter.array().toFloatArray());
      }
      content.write(own);
    }
    Path theirs = folder.resolve("theirs.pt");
    FormatConversion.convert(own, theirs);
    assertHolds(theirs, expected);
    try (Checkpoint checkpoint = CheckpointFiles.open(theirs)) {
      assertThat(ModelDescription.read(checkpoint)).isEqualTo(description);
    }
  }

  /** The versions are told apart by quant noise, which came in with the other initialisation. */
  @Test
  void howFairseqsModelsBeganIsKnownAndKept() {
    assertThat(initialization(OF_0_12)).isEqualTo(LinearInitialization.FAIRSEQ_0_12);
    Path own = folder.resolve("own.safetensors");
    FormatConversion.convert(OF_0_12, own);
    assertThat(initialization(own)).isEqualTo(LinearInitialization.FAIRSEQ_0_12);
    Path theirs = folder.resolve("theirs.pt");
    FormatConversion.convert(own, theirs);
    assertThat(initialization(theirs)).isEqualTo(LinearInitialization.FAIRSEQ_0_12);
  }

  @Test
  void modelsOfFairseq08BeganAsThere() {
    assertThat(initialization(GoldenModels.path("preln_radam", "init.pt")))
        .isEqualTo(LinearInitialization.FAIRSEQ_0_8);
  }

  @ParameterizedTest
  @EnumSource(LinearInitialization.class)
  void howAModelBeganSurvivesThereAndBack(LinearInitialization began) {
    FairseqArguments arguments =
        new FairseqArguments(
            FairseqModel.arguments(TransformerConfig.defaults().withInitialization(began)));
    assertThat(FairseqModel.config(arguments).initialization()).isEqualTo(began);
  }

  private static LinearInitialization initialization(Path file) {
    try (Checkpoint checkpoint = CheckpointFiles.open(file)) {
      return ModelDescription.read(checkpoint).config().initialization();
    }
  }

  /** Of one model in both formats the average is the model; (x + x) / 2 is exact. */
  @Test
  void bothKindsAreAveraged() {
    Path own = folder.resolve("own.safetensors");
    FormatConversion.convert(OF_0_12, own);
    Map<String, float[]> expected = new LinkedHashMap<>();
    try (Checkpoint checkpoint = Checkpoint.open(own);
        NDManager manager = NDManager.newBaseManager()) {
      for (String name : checkpoint.tensorNames()) {
        if (!Checkpoint.isTrainingState(name)) {
          expected.put(name, checkpoint.tensors().load(manager, name).toFloatArray());
        }
      }
    }
    Path average = folder.resolve("average.safetensors");
    CheckpointAverage.write(List.of(OF_0_12, own), CheckpointFiles::open, false, average);
    assertHolds(average, expected);
  }

  private static void assertHolds(Path file, Map<String, float[]> expected) {
    try (Checkpoint checkpoint = CheckpointFiles.open(file);
        NDManager manager = NDManager.newBaseManager()) {
      assertThat(checkpoint.tensorNames()).containsExactlyInAnyOrderElementsOf(expected.keySet());
      expected.forEach(
          (name, values) ->
              assertThat(checkpoint.tensors().load(manager, name).toFloatArray())
                  .as(name)
                  .isEqualTo(values));
    }
  }
}
