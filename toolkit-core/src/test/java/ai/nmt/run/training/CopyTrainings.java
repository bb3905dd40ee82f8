package ai.nmt.run.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.nmt.CopyCorpus;
import ai.nmt.batch.BatchLimits;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.checkpoint.CheckpointNames;
import ai.nmt.optim.AdamConfig;
import ai.nmt.residual.InitType;
import ai.nmt.run.DataConfig;
import ai.nmt.run.EngineConfig;
import ai.nmt.schedule.InverseSquareRoot;
import ai.nmt.train.CriterionConfig;
import ai.nmt.train.LoadingConfig;
import ai.nmt.train.OptimizationConfig;
import ai.nmt.train.PrecisionConfig;
import ai.nmt.train.SavingConfig;
import ai.nmt.train.StoppingConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.TrainingListener;
import ai.nmt.train.TrainingResult;
import ai.nmt.train.ValidationConfig;
import ai.nmt.train.loop.StopSignal;
import ai.nmt.train.saving.RestoreConfig;
import ai.nmt.transformer.Dropouts;
import ai.nmt.transformer.EmbeddingSharing;
import ai.nmt.transformer.StackConfig;
import ai.nmt.transformer.TransformerConfig;
import ai.nmt.vocab.Dictionary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of a tiny model on the copying task, and what they leave behind. */
abstract class CopyTrainings {
  private static final EngineConfig ONE_THREAD = new EngineConfig(1, EngineConfig.Kind.CPU);

  @TempDir Path folder;

  Path data;
  Dictionary dictionary;

  @BeforeEach
  void writeCorpus() throws IOException {
    data = folder.resolve("data");
    dictionary = CopyCorpus.write(data, 300, 20, 1);
  }

  /** Dropout everywhere, Admin, two batches per update, about 19 batches per epoch. */
  TrainingPlan plan(String directory, long maxUpdate) {
    StackConfig stack = new StackConfig(2, 16, 32, 2, false, false, 64);
    TransformerConfig model =
        new TransformerConfig(
            stack,
            stack,
            new Dropouts(0.2, 0.1, 0.1),
            EmbeddingSharing.ALL,
            TransformerConfig.defaults().activation(),
            InitType.ADMIN);
    return plan(directory, model, optimization(0.005, 10, 2), new StoppingConfig(0, maxUpdate, -1));
  }

  static OptimizationConfig optimization(double rate, long warmup, int frequency) {
    return new OptimizationConfig(
        new CriterionConfig(CriterionConfig.Kind.LABEL_SMOOTHED_CROSS_ENTROPY, 0.1),
        new AdamConfig(0.9, 0.98, 1e-8, 1e-4),
        new InverseSquareRoot(rate, 1e-7, warmup),
        0,
        false,
        List.of(frequency),
        null,
        PrecisionConfig.defaults());
  }

  TrainingPlan plan(
      String directory,
      TransformerConfig model,
      OptimizationConfig optimization,
      StoppingConfig stopping) {
    SavingConfig saving =
        new SavingConfig(
            folder.resolve(directory).toString(),
            1,
            7,
            2,
            SavingConfig.NO_PATTERN,
            1,
            true,
            true,
            true,
            "loss",
            false,
            0,
            false);
    BatchLimits limits = new BatchLimits(128, 0, 8);
    TrainingConfig training =
        new TrainingConfig(
            3,
            new LoadingConfig(limits, limits, false, true, false, 0, 2),
            optimization,
            stopping,
            ValidationConfig.defaults(),
            saving);
    return new TrainingPlan(
        DataConfig.of(data.toString()), model, training, RestoreConfig.defaults(), ONE_THREAD);
  }

  static TrainingResult run(TrainingPlan plan) {
    return new Training(plan, TrainingListener.SILENT, new StopSignal()).run();
  }

  Checkpoint last(String directory) {
    return Checkpoint.open(folder.resolve(directory).resolve(CheckpointNames.LAST));
  }

  void assertSameTensors(String directory, String other) {
    try (Checkpoint one = last(directory);
        Checkpoint two = last(other)) {
      assertSameTensors(one, two);
    }
  }

  static void assertSameTensors(Checkpoint one, Checkpoint two) {
    try (NDManager manager = NDManager.newBaseManager()) {
      assertThat(one.tensorNames()).hasSizeGreaterThan(100).isEqualTo(two.tensorNames());
      for (String name : one.tensorNames()) {
        byte[] expected = one.tensors().load(manager, name).toByteArray();
        assertThat(two.tensors().load(manager, name).toByteArray()).as(name).isEqualTo(expected);
      }
    }
  }
}
