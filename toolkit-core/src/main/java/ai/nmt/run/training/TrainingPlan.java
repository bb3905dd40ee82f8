package ai.nmt.run.training;

import ai.nmt.residual.ProfileRatios;
import ai.nmt.run.DataConfig;
import ai.nmt.run.EngineConfig;
import ai.nmt.train.TrainingConfig;
import ai.nmt.train.saving.RestoreConfig;
import ai.nmt.transformer.TransformerConfig;
import java.nio.file.Path;

/**
 * Everything that defines a training.
 *
 * @param data the data
 * @param model the Transformer, and how Admin's ω begin
 * @param training how it is trained
 * @param restore what it begins from
 * @param engine where it is computed
 */
public record TrainingPlan(
    DataConfig data,
    TransformerConfig model,
    TrainingConfig training,
    RestoreConfig restore,
    EngineConfig engine) {
  /**
   * Where Admin's profiled ratios are written to and read from.
   *
   * @return {@code profile.ratio.init} beside the checkpoints
   */
  public Path ratiosFile() {
    return Path.of(training.saving().directory()).resolve(ProfileRatios.FILE_NAME);
  }
}
