package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.golden.GoldenArray;
import ai.nmt.golden.Npz;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.io.InputException;
import ai.nmt.run.DataConfig;
import ai.nmt.run.EngineConfig;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationConfig;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.RestoreConfig;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trainings that go on from a checkpoint of fairseq 0.12.2, whose own continuation by ten updates
 * is known.
 */
class FairseqTrainingTest {
  private static final double TOLERANCE = 1e-5;

  @TempDir Path folder;

  static Path resource(String name) {
    try {
      return Path.of(FairseqTrainingTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The plan that fairseq's settings describe, up to another update. */
  private TrainingPlan plan(Path checkpoint, RestoreConfig restore, long maxUpdate) {
    try (Checkpoint open = CheckpointFiles.open(checkpoint)) {
      TrainingConfig training = open.section("training", TrainingConfig.class);
      SavingConfig saving =
          new SavingConfig(
              folder.toString(), 1, 0, -1, -1, -1, false, true, true, "loss", false, 0, false);
      return new TrainingPlan(
          DataConfig.of(resource("/fairseq/databin-joined").toString()),
          ModelDescription.read(open).config(),
          new TrainingConfig(
              training.seed(),
              training.loading(),
              training.optimization(),
              new StoppingConfig(0, maxUpdate, -1),
              new ValidationConfig(1, 0, 0, null, List.of()),
              saving),
          restore,
          new EngineConfig(1, EngineConfig.Kind.CPU));
    }
  }

  private static TrainingResult run(TrainingPlan plan) {
    return new Training(plan, TrainingListener.SILENT, new StopSignal()).run();
  }

  @Test
  void goesOnWhereFairseqStopped() {
    Path checkpoint = resource("/fairseq/v0.12/checkpoint_2_26.pt");
    RestoreConfig restore =
        new RestoreConfig(checkpoint.toString(), null, false, false, false, false);
    assertThat(run(plan(checkpoint, restore, 36)).progress().updates()).isEqualTo(36);
    Map<String, GoldenArray> expected = Npz.read(resource("/fairseq/v0.12/after_36.npz"));
    try (Checkpoint last = Checkpoint.open(folder.resolve(CheckpointNames.LAST));
        NDManager manager = NDManager.newBaseManager()) {
      for (String name : last.tensorNames()) {
        if (expected.containsKey(name)) {
          float[] values = last.tensors().load(manager, name).toFloatArray();
          assertThat(values)
              .as(name)
              .usingComparatorWithPrecision((float) TOLERANCE)
              .containsExactly(expected.get(name).floats());
        }
      }
      float[] query = expected.get("encoder.layers.0.self_attn.q_proj.weight").floats();
      float[] joint =
          last.tensors().load(manager, "encoder.layers.0.self_attn.in_proj_weight").toFloatArray();
      for (int i = 0; i < query.length; i++) {
        assertThat(joint[i]).isCloseTo(query[i], within((float) TOLERANCE));
      }
    }
  }

  @Test
  void fineTuningTakesTheParametersAlone() {
    Path checkpoint = resource("/fairseq/v0.12/checkpoint_2_26.pt");
    RestoreConfig restore =
        new RestoreConfig(null, checkpoint.toString(), false, false, false, false);
    TrainingResult result = run(plan(checkpoint, restore, 1));
    assertThat(result.progress().updates()).isOne();
    assertThat(result.progress().position().epoch()).isOne();
    try (Checkpoint last = Checkpoint.open(folder.resolve(CheckpointNames.LAST));
        Checkpoint before = CheckpointFiles.open(checkpoint);
        NDManager manager = NDManager.newBaseManager()) {
      // The first update of the warm-up, at a rate of 1e-7, hardly moves anything.
      String name = "decoder.layers.0.fc1.weight";
      assertThat(last.tensors().load(manager, name).toFloatArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(before.tensors().load(manager, name).toFloatArray());
      assertThat(last.tensors().load(manager, "optimizer.step").toFloatArray()).containsExactly(1);
    }
  }

  @Test
  void whatFineTuningContradictsIsRefused() {
    assertThatThrownBy(() -> new RestoreConfig("a", "b", false, false, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--finetune-from-model");
    assertThatThrownBy(() -> new RestoreConfig(null, "b", false, false, false, true))
        .hasMessageContaining("--reset");
    Path missing = folder.resolve("none.pt");
    RestoreConfig restore = new RestoreConfig(null, missing.toString(), false, false, false, false);
    Path checkpoint = resource("/fairseq/v0.12/checkpoint_2_26.pt");
    assertThatThrownBy(() -> run(plan(checkpoint, restore, 1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("does not exist");
  }
}
