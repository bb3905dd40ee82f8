package ai.nmt.run;

import ai.djl.ndarray.NDManager;
import ai.nmt.checkpoint.Checkpoint;
import ai.nmt.interop.CheckpointFiles;
import ai.nmt.io.InputException;
import ai.nmt.rules.TextRules;
import ai.nmt.tensor.NamedParameter;
import ai.nmt.train.saving.ModelDescription;
import ai.nmt.train.saving.TrainingCheckpoint;
import ai.nmt.transformer.Transformer;
import java.nio.file.Path;
import java.util.Optional;

/** Builds the model of a checkpoint, for generation and analysis. */
public final class ModelLoader {
  private ModelLoader() {}

  /**
   * A model with its weights.
   *
   * @param description what the checkpoint says about it
   * @param rules the text rules it was trained with; empty where its data was prepared text
   * @param transformer the model; not for training, its parameters are not in flat buffers
   */
  public record LoadedModel(
      ModelDescription description, Optional<TextRules> rules, Transformer transformer) {}

  /**
   * Loads a model.
   *
   * @param file a checkpoint that training wrote, the toolkit's or fairseq's
   * @param manager manager that owns the parameters, on their device
   * @return the model
   * @throws InputException where the file is missing, damaged or of another kind
   */
  public static LoadedModel load(Path file, NDManager manager) {
    try (Checkpoint checkpoint = CheckpointFiles.openModel(file)) {
      ModelDescription description = ModelDescription.read(checkpoint);
      Transformer transformer = description.create();
      transformer.initialize(manager, 0);
      for (NamedParameter parameter : transformer.parameters()) {
        checkpoint.copyTo(parameter.name(), parameter.array());
      }
      TrainingCheckpoint.requireNoOthers(
          checkpoint, transformer.parameters().stream().map(NamedParameter::name).toList());
      return new LoadedModel(description, StoredRules.of(checkpoint), transformer);
    }
  }
}
